import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'What is left after an invitation was declined.' })
export class DeclineInvitationPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The id of the invitation that is gone. Null when the mutation failed.' })
  declinedInvitationId!: string | null;
}
