import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Organization } from '../types/organization.js';

@ObjectType({
  simpleResolvers: true,
  implements: MutationPayload,
  description: 'What is left after an invitation was taken back.',
})
export class RevokeInvitationPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The id of the invitation that is gone. Null when the mutation failed.' })
  revokedInvitationId!: string | null;

  @Field(() => Organization, { nullable: true, description: 'The organization. Null when the mutation failed.' })
  organization!: Organization | null;
}
