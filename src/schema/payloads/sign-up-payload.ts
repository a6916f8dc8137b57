import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';
import { MutationPayload } from '../types/mutation-payload.js';
import { Viewer } from '../types/viewer.js';

@ObjectType({
  simpleResolvers: true,
  implements: MutationPayload,
  description: 'The new account, signed in, or why there is none.',
})
export class SignUpPayload extends MutationPayload {
  @Field(() => EmailAddress, {
    nullable: true,
    description:
      'Where a mail with a link was sent, when the account can be used only after the address was verified. Null where signing up signs in at once.',
  })
  verificationSentTo!: string | null;

  @Field(() => Viewer, {
    nullable: true,
    description: 'The new account. Null when the mutation failed, or when the address must be verified first.',
  })
  viewer!: Viewer | null;

  @Field(() => String, {
    nullable: true,
    description: 'A JWT, to be sent as the header `Authorization: Bearer ...`. Null together with `viewer`.',
  })
  accessToken!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From then on the access token is refused; refresh the session before. Null together with `viewer`.',
  })
  accessTokenExpiresAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Gets the next tokens from `refreshSession`, once. Null together with `viewer`.',
  })
  refreshToken!: string | null;
}
