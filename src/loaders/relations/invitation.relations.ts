import { visibleInvitations } from '../../access/invitation.policy.js';
import { visibleOrganizations } from '../../access/organization.policy.js';
import { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { lookup, relations, toOne } from '../relation.js';

/** What can be reached from an invitation: whom it is for may know the name of the organization, and nothing else of it. */
export const invitationRelations = relations(
  InvitationEntity,
  {
    organization: toOne(OrganizationEntity, 'organizationId', visibleOrganizations),
    namedOrganization: toOne(OrganizationEntity, 'organizationId'),
    invitedBy: toOne(UserEntity, 'invitedById'),
  },
  { organizationName: ['organizationId'] },
);

export const invitationById = lookup(InvitationEntity, 'id', visibleInvitations);
