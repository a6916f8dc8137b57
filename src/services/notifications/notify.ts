import type { EntityManager } from '@mikro-orm/postgresql';
import type { SignUpMode } from '../../access/invitation.policy.js';
import { NotificationEntity } from '../../entities/documents/notification.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import type { DomainEvent } from '../../events/event.js';
import { notificationReceived } from '../../events/notification.events.js';
import { projectMemberChanged } from '../../events/project.events.js';
import { derivedId } from '../../shared/ids.js';
import { insertOnce } from '../insert-once.js';
import { recipientsOf } from './recipients.js';
import { wordingOf, type Names } from './wording.js';

/** A notification before it is stored: all its columns. */
export type NewNotification = Pick<NotificationEntity, keyof NotificationEntity>;

/** The notifications that an event causes, one for each person to be told; their ids derive from the event. */
export async function notificationsFor(
  em: EntityManager,
  event: DomainEvent,
  occurredAt: Date,
  signUp: SignUpMode,
): Promise<NewNotification[]> {
  const recipients = await recipientsOf(em, event, occurredAt, signUp);
  const wording = recipients.length > 0 ? wordingOf(event, await namesIn(em, event)) : null;
  if (wording === null) return [];
  const { actorId, organizationId, projectId } = event;
  const place = { actorId, organizationId, projectId, ...subjectOf(event) };
  return recipients.map((userId) => ({
    id: derivedId(event.id, userId),
    createdAt: occurredAt,
    userId,
    ...wording,
    ...place,
    url: null,
    readAt: null,
  }));
}

/**
 * Stores the notifications that an event causes; those that are there already stay as they are.
 * @returns what is to be announced of them. The ids of these events derive from those of the notifications, so that a second
 * application answers the same events: whoever writes them to the outbox leaves out those that are known.
 */
export async function deliverNotifications(
  em: EntityManager,
  event: DomainEvent,
  occurredAt: Date,
  signUp: SignUpMode,
): Promise<DomainEvent[]> {
  const notifications = await notificationsFor(em, event, occurredAt, signUp);
  await insertOnce(em, NotificationEntity, notifications);
  return notifications.map(({ id, userId, actorId, organizationId, projectId }) => ({
    ...notificationReceived({ by: actorId, subjectId: userId, organizationId, projectId, notificationId: id }),
    id: derivedId(id, 'notification.received'),
  }));
}

async function namesIn(em: EntityManager, { actorId, projectId, organizationId }: DomainEvent): Promise<Names> {
  const [actor, project, organization] = [
    actorId && (await em.findOne(UserEntity, actorId, { fields: ['name'], disableIdentityMap: true })),
    projectId && (await em.findOne(ProjectEntity, projectId, { fields: ['name'], disableIdentityMap: true })),
    organizationId && (await em.findOne(OrganizationEntity, organizationId, { fields: ['name'], disableIdentityMap: true })),
  ];
  return {
    actor: actor ? actor.name : 'Somebody',
    project: project ? project.name : '',
    organization: organization ? organization.name : '',
  };
}

/** Of an addition people want to see the project, not the membership. */
const subjectOf = ({ type, projectId, subjectType, subjectId }: DomainEvent) =>
  type === projectMemberChanged.type ? { subjectType: 'PROJECT', subjectId: projectId } : { subjectType, subjectId };
