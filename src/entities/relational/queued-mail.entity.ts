import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { BaseEntity, timestamp } from '../base.entity.js';

/** A mail that is to be sent, by what it is about; its text is made when it leaves, so no secret waits here. The id is that of the event. */
@Entity({ tableName: 'queued_mails' })
export class QueuedMailEntity extends BaseEntity {
  /** Which text, e.g. `invitation`. */
  @Property({ type: 'text' })
  template!: string;

  @Property({ type: 'uuid' })
  subjectId!: string;

  @Property({ type: 'json' })
  data!: Record<string, unknown>;

  /** How often somebody has begun to send it. */
  @Property({ type: 'integer', default: 0 })
  attempts: number = 0;

  /** Not before; whoever begins to send it moves this on, so that nobody else does meanwhile. */
  @Property(timestamp())
  @Index()
  dueAt!: Date;
}
