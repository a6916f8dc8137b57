import { organizationPermissions } from '../../../../../src/access/organization.policy.js';
import type { InvitationEntity } from '../../../../../src/entities/relational/invitation.entity.js';
import type { OrganizationMemberEntity } from '../../../../../src/entities/relational/organization-member.entity.js';
import type { OrganizationEntity } from '../../../../../src/entities/relational/organization.entity.js';
import { is, searching } from '../filters.js';
import { found, seen } from '../rows.js';
import { activitiesIn, fixed, listedProjects } from './lists.js';
import { requesterOf } from './requester-of.js';
import type { Resolvers } from './resolver.js';

export const organizationFields: Resolvers = {
  viewerRole: ({ id }: OrganizationEntity, _, { rights }) => rights.organizationRole(id),
  viewerPermissions: ({ id }: OrganizationEntity, _, asking) => organizationPermissions(id, requesterOf(asking)),
  members: ({ id }: OrganizationEntity, args, { data, rights }) => {
    if (rights.organizationRole(id) === null) return null;
    const contains = searching(args.query);
    const members = data.membersOf(id).filter((member) => {
      const { name, username } = data.users.get(member.userId)!;
      return is(member.role, args.role) && contains(name, username) && rights.sees.organizationMember(member);
    });
    return fixed('Organization.members', members, args);
  },
  invitations: ({ id }: OrganizationEntity, args, { data, rights }) =>
    rights.isAdministrator(id) ? fixed('Organization.invitations', data.invitationsOf(id), args) : null,
  projects: ({ id }: OrganizationEntity, args, asking) =>
    asking.rights.organizationRole(id) === null ? null : listedProjects(asking.data.projectsOf(id), args, asking),
  deletedProjects: ({ id }: OrganizationEntity, args, { data, rights }) =>
    rights.organizationRole(id) === null
      ? null
      : fixed('Organization.deletedProjects', data.projectsOf(id).filter(rights.sees.deletedProject), args),
  activity: ({ id }: OrganizationEntity, args, asking, selects) => {
    const { data, rights } = asking;
    if (!rights.isAdministrator(id)) return null;
    const all = data.tables.activities.filter((activity) => activity.organizationId === id && rights.sees.activity(activity));
    return activitiesIn('Organization.activity', id, all, args, asking, selects);
  },
};

export const organizationMemberFields: Resolvers = {
  joinedAt: ({ createdAt }: OrganizationMemberEntity) => createdAt,
  organization: (member: OrganizationMemberEntity, _, { data }) => data.organizations.get(member.organizationId),
  user: ({ userId }: OrganizationMemberEntity, _, { data }) => data.users.get(userId),
};

export const invitationFields: Resolvers = {
  organizationName: (invitation: InvitationEntity, _, { data }) => data.organizations.get(invitation.organizationId)!.name,
  organization: (invitation: InvitationEntity, _, { data, rights }) =>
    seen(data.organizations, invitation.organizationId, rights.sees.organization),
  invitedBy: ({ invitedById }: InvitationEntity, _, { data }) => found(data.users, invitedById),
};
