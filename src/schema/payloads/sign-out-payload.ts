import { ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({
  simpleResolvers: true,
  implements: MutationPayload,
  description: 'Nothing but errors: the session has ended, and its tokens are of no more use.',
})
export class SignOutPayload extends MutationPayload {}
