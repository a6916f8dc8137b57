import type { UserEntity } from '../../../../../src/entities/relational/user.entity.js';
import { searching } from '../filters.js';
import { pageOf } from '../page.js';
import { activitiesBeside, fixed } from './lists.js';
import type { Resolvers } from './resolver.js';

export const viewerFields: Resolvers = {
  user: (user: UserEntity) => user,
  hasPassword: ({ id }: UserEntity, _, { data }) => data.credentials.has(id),
  scopes: (_, __, { rights }) => rights.scopes,
  unreadNotificationCount: (_, __, { data, rights }) =>
    data.tables.notifications.filter((notification) => notification.readAt === null && rights.sees.notification(notification))
      .length,
  invitations: (_, args, { data, rights, now }) =>
    fixed(
      'Viewer.invitations',
      data.tables.invitations.filter((invitation) => invitation.expiresAt > now && rights.sees.ownInvitation(invitation)),
      args,
    ),
  activity: (_, args, asking, selects) =>
    activitiesBeside(
      'Viewer.activity',
      asking.data.tables.activities.filter(asking.rights.sees.ownActivity),
      args,
      asking,
      selects,
    ),
  deletedOrganizations: (_, __, { data, rights }) => {
    const deleted = data.tables.organizations.filter(rights.sees.deletedOrganization);
    return pageOf(deleted, { property: 'deletedAt', direction: 'DESC' }, { first: 100 }).nodes;
  },
};

export const userFields: Resolvers = {
  email: (user: UserEntity, _, { rights }) => (rights.sees.email(user) ? user.email : null),
};

export const adminFields: Resolvers = {
  users: (_, args, { data }) => {
    const contains = searching(args.query);
    return fixed(
      'Admin.users',
      data.tables.users.filter(({ name, username, email }) => contains(name, username, email)),
      args,
    );
  },
  organizations: (_, args, { data }) => {
    const contains = searching(args.query);
    return fixed(
      'Admin.organizations',
      data.tables.organizations.filter(({ name, slug }) => contains(name, slug)),
      args,
    );
  },
  activity: (_, args, asking, selects) =>
    activitiesBeside('Admin.activity', asking.data.tables.activities, args, asking, selects),
};
