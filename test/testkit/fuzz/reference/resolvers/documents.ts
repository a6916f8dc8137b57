import type { ActivityEntity } from '../../../../../src/entities/documents/activity.entity.js';
import type { NotificationEntity } from '../../../../../src/entities/documents/notification.entity.js';
import { summaryOf } from '../../../../../src/services/activity/summary.js';
import { encodeId } from '../../../../../src/shared/ids.js';
import type { Asking } from '../asking.js';
import { subjectIdOf, subjectOf } from '../nodes.js';
import { seen } from '../rows.js';
import type { Resolvers } from './resolver.js';

const actor = (id: string | null, { data }: Asking) => {
  const user = id === null ? undefined : data.users.get(id);
  return user ? { ...user, __typename: 'User' } : null;
};

export const notificationFields: Resolvers = {
  actor: ({ actorId }: NotificationEntity, _, asking) => actor(actorId, asking),
  subject: (notification: NotificationEntity, _, asking) => subjectOf(notification, asking),
  subjectId: (notification: NotificationEntity) => subjectIdOf(notification),
  organization: (notification: NotificationEntity, _, { data, rights }) =>
    seen(data.organizations, notification.organizationId, rights.sees.organization),
  project: ({ projectId }: NotificationEntity, _, { data, rights }) => seen(data.projects, projectId, rights.sees.project),
};

export const activityFields: Resolvers = {
  summary: (activity: ActivityEntity) => summaryOf(activity),
  data: ({ data }: ActivityEntity) => ({ ...data, ...personIds(data) }),
  actor: ({ actorId }: ActivityEntity, _, asking) => actor(actorId, asking),
  subject: (activity: ActivityEntity, _, asking) => subjectOf(activity, asking),
  subjectId: (activity: ActivityEntity) => subjectIdOf(activity),
  organization: (activity: ActivityEntity, _, { data, rights }) =>
    seen(data.organizations, activity.organizationId, rights.sees.organization),
  project: ({ projectId }: ActivityEntity, _, { data, rights }) => seen(data.projects, projectId, rights.sees.project),
};

/** Ids of people within the data of an entry are answered as clients see ids. */
function personIds(data: Record<string, unknown>): Record<string, string> {
  const people = ['userId', 'invitedById'].filter((name) => typeof data[name] === 'string');
  return Object.fromEntries(people.map((name) => [name, encodeId('User', data[name] as string)]));
}
