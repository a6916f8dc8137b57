import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { OrganizationMember } from '../types/organization-member.js';
import { Organization } from '../types/organization.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The organization that was transferred.' })
export class TransferOrganizationOwnershipPayload extends MutationPayload {
  @Field(() => Organization, {
    nullable: true,
    description: 'The organization, with what the viewer may still do there. Null when the mutation failed.',
  })
  organization!: Organization | null;

  @Field(() => [OrganizationMember], {
    nullable: true,
    description: 'The memberships of the viewer and of the new owner. Null when the mutation failed.',
  })
  members!: OrganizationMember[] | null;
}
