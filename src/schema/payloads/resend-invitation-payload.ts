import { Field, ObjectType } from 'type-graphql';
import { Invitation } from '../types/invitation.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The invitation that is sent again.' })
export class ResendInvitationPayload extends MutationPayload {
  @Field(() => Invitation, {
    nullable: true,
    description: 'The invitation, which is good for another 7 days. Null when the mutation failed.',
  })
  invitation!: Invitation | null;
}
