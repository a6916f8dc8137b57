import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';
import { MutationPayload } from '../types/mutation-payload.js';
import { Viewer } from '../types/viewer.js';

@ObjectType({
  simpleResolvers: true,
  implements: MutationPayload,
  description: 'A session with its tokens, or why there is none.',
})
export class SignInPayload extends MutationPayload {
  @Field(() => Viewer, { nullable: true, description: 'The account that is signed in now. Null when the mutation failed.' })
  viewer!: Viewer | null;

  @Field(() => String, {
    nullable: true,
    description: 'A JWT, to be sent as the header `Authorization: Bearer ...`. Null when the mutation failed.',
  })
  accessToken!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From then on the access token is refused; refresh the session before. Null when the mutation failed.',
  })
  accessTokenExpiresAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Gets the next tokens from `refreshSession`, once: using it again ends the session. Null when it was set as a cookie, or the mutation failed.',
  })
  refreshToken!: string | null;
}
