import { visibleActivities, visibleNotifications } from '../../access/document.policy.js';
import { visibleOrganizations } from '../../access/organization.policy.js';
import { visibleProjects } from '../../access/project.policy.js';
import { ActivityEntity } from '../../entities/documents/activity.entity.js';
import { NotificationEntity } from '../../entities/documents/notification.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { isNull } from '../../shared/conditions.js';
import { notificationsOfViewer } from '../list-stream.js';
import { lookup, newestFirst, relations, rootList, toOne } from '../relation.js';

/** What can be reached from a notification. It outlives the rights it was sent by, so what it names is looked at again. */
export const notificationRelations = relations(
  NotificationEntity,
  {
    actor: toOne(UserEntity, 'actorId'),
    organization: toOne(OrganizationEntity, 'organizationId', visibleOrganizations),
    project: toOne(ProjectEntity, 'projectId', visibleProjects),
  },
  { subject: ['subjectType', 'subjectId'], subjectId: ['subjectType', 'subjectId'] },
);

export const notificationById = lookup(NotificationEntity, 'id', visibleNotifications);
export const activityById = lookup(ActivityEntity, 'id', visibleActivities);

/** The viewer's notifications that are unread, for counting them. */
export const unreadNotifications = rootList('unreadNotifications', NotificationEntity, {
  visible: visibleNotifications,
  where: (notification) => isNull(notification.readAt),
  order: newestFirst,
  stream: notificationsOfViewer,
});

/** The viewer's notifications. */
export const notifications = rootList('notifications', NotificationEntity, {
  visible: visibleNotifications,
  filters: { unreadOnly: (notification) => isNull(notification.readAt) },
  order: newestFirst,
  counts: { unreadCount: unreadNotifications },
  stream: notificationsOfViewer,
});

/** What can be reached from a line of the activity log; it outlives rights, too. */
export const activityRelations = relations(
  ActivityEntity,
  {
    actor: toOne(UserEntity, 'actorId'),
    organization: toOne(OrganizationEntity, 'organizationId', visibleOrganizations),
    project: toOne(ProjectEntity, 'projectId', visibleProjects),
  },
  { subject: ['subjectType', 'subjectId'], subjectId: ['subjectType', 'subjectId'], summary: ['type', 'data'] },
);
