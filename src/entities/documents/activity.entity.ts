import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import type { ActivityType, SubjectType } from '../../shared/enums/activity.js';
import { BaseEntity } from '../base.entity.js';

/** One line of the activity log. A document: it names others by id only, and its own id derives from the event behind it. */
@Entity({ tableName: 'activities' })
@Index({ properties: ['createdAt', 'id'] })
@Index({ properties: ['organizationId', 'createdAt', 'id'] })
@Index({ properties: ['projectId', 'createdAt', 'id'] })
@Index({ properties: ['actorId', 'createdAt', 'id'] })
@Index({ properties: ['subjectId', 'createdAt', 'id'] })
export class ActivityEntity extends BaseEntity {
  @Property({ type: 'text' })
  type!: ActivityType;

  @Property({ type: 'uuid', nullable: true })
  actorId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  projectId: string | null = null;

  @Property({ type: 'text', nullable: true })
  subjectType: SubjectType | null = null;

  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null = null;

  @Property({ type: 'json' })
  data!: Record<string, unknown>;

  /** The event that it tells of; null in lines that are older than this column. */
  @Property({ type: 'uuid', nullable: true })
  eventId: string | null = null;
}
