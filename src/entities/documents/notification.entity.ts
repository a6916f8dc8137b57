import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import type { NotificationType } from '../../shared/enums/notification.js';
import { BaseEntity, timestamp } from '../base.entity.js';

/** What a person is told. A document: it names others by id only, and its own id derives from the event behind it. */
@Entity({ tableName: 'notifications' })
@Index({ properties: ['userId', 'createdAt', 'id'] })
@Index({ properties: ['organizationId'] })
@Index({ properties: ['userId', 'createdAt', 'id'], where: 'read_at is null', name: 'notifications_unread_index' })
export class NotificationEntity extends BaseEntity {
  @Property({ type: 'uuid' })
  userId!: string;

  @Property({ type: 'text' })
  type!: NotificationType;

  @Property({ type: 'text' })
  title!: string;

  @Property({ type: 'text', nullable: true })
  body: string | null = null;

  @Property({ type: 'text', nullable: true })
  url: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  actorId: string | null = null;

  @Property({ type: 'text', nullable: true })
  subjectType: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  projectId: string | null = null;

  @Property({ ...timestamp(), nullable: true })
  readAt: Date | null = null;
}
