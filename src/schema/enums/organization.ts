import { OrganizationPermission, OrganizationRole } from '../../shared/enums/organization.js';
import { describeEnum } from './describe-enum.js';

export { OrganizationPermission, OrganizationRole };

describeEnum(OrganizationRole, 'OrganizationRole', 'What a person is in an organization, from the most to the least.', {
  OWNER: 'Answers for the organization: may do everything with it, also appoint other owners. There is always at least one.',
  ADMIN: 'Runs the organization from day to day: manages members, and is a maintainer of every project.',
  MEMBER: 'A full member: works in the projects that are open to the organization, and in those to which they were added.',
  GUEST: 'From outside: sees only the projects to which they were added, and the people in them.',
});

describeEnum(
  OrganizationPermission,
  'OrganizationPermission',
  'What one may do with an organization. Values are added over time.',
  {
    READ: 'See the organization.',
    UPDATE: 'Change its name, slug and description.',
    DELETE: 'Delete it.',
    MANAGE_MEMBERS: 'Change the roles of members, and remove them.',
    MANAGE_INVITATIONS: 'Invite people, and take invitations back.',
    MANAGE_WEBHOOKS: 'Set up webhooks.',
    CREATE_PROJECT: 'Create projects in it.',
    CREATE_CHANNEL: 'Create chat channels in it.',
    READ_ACTIVITY: 'Read its activity log.',
  },
);
