import { Field, ObjectType } from 'type-graphql';
import { InvitationEdge } from '../types/invitation-connection.js';
import { Invitation } from '../types/invitation.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The new invitation.' })
export class InviteMemberPayload extends MutationPayload {
  @Field(() => Invitation, {
    nullable: true,
    description: 'The invitation, whose mail is on its way. Null when the mutation failed.',
  })
  invitation!: Invitation | null;

  @Field(() => InvitationEdge, {
    nullable: true,
    description: 'The same in a list with a cursor, to be put into `organization.invitations`. Null when the mutation failed.',
  })
  invitationEdge!: InvitationEdge | null;
}
