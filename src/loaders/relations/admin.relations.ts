import { visibleToSystemAdministrators } from '../../access/admin.policy.js';
import { ActivityEntity } from '../../entities/documents/activity.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { contains, oneOf, or } from '../../shared/conditions.js';
import { besideNotifications } from '../list-stream.js';
import { by, newestFirst, rootList } from '../relation.js';

/** Everybody with an account. Addresses are searched, too, since who looks may see them. */
export const allUsers = rootList('admin.users', UserEntity, {
  visible: visibleToSystemAdministrators,
  filters: {
    query: (user, query) => or(contains(user.name, query), contains(user.username, query), contains(user.email, query)),
  },
  order: newestFirst,
});

/** All organizations. */
export const allOrganizations = rootList('admin.organizations', OrganizationEntity, {
  visible: visibleToSystemAdministrators,
  filters: { query: (organization, query) => or(contains(organization.name, query), contains(organization.slug, query)) },
  order: by<OrganizationEntity>('name', 'ASC'),
});

/** The whole activity log. */
export const allActivity = rootList('admin.activity', ActivityEntity, {
  visible: visibleToSystemAdministrators,
  filters: { types: (activity, types) => oneOf(activity.type, types) },
  order: newestFirst,
  stream: besideNotifications,
});
