import { Field, InputType } from 'type-graphql';

@InputType({ description: 'The session to go on with.' })
export class RefreshSessionInput {
  @Field(() => String, {
    nullable: true,
    description: 'The refresh token from the last answer. When absent, the one in the cookie counts.',
  })
  refreshToken?: string | null;
}
