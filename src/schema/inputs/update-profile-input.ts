import { Field, InputType, Int } from 'type-graphql';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'Changes of the profile of the viewer. What is absent stays as it is.' })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'The full name, 1 to 120 characters. It cannot be cleared.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The unique short name: 3 to 30 of the letters a to z, digits, `_`, `.` and `-`. It cannot be cleared.',
  })
  username?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the person says of themselves, at most 500 characters. Null clears it.',
  })
  bio?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The language for mails and summaries, as a BCP 47 tag, e.g. `de-CH`. It cannot be cleared.',
  })
  locale?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The time zone for mails and summaries, by its IANA name, e.g. `Europe/Zurich`. It cannot be cleared.',
  })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: `${expectedRevision} It is that of \`viewer.user\`.` })
  expectedRevision?: number | null;
}
