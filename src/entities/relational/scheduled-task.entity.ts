import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';

/** A task that some server runs from time to time. Whoever has the lease runs it; when that runs out, another may. */
@Entity({ tableName: 'scheduled_tasks' })
export class ScheduledTaskEntity {
  @PrimaryKey({ type: 'text' })
  name!: string;

  /** When it is to run next, by the clock of the servers. */
  @Property(timestamp())
  dueAt!: Date;

  @Property({ type: 'uuid', nullable: true })
  leaseId: string | null = null;

  /** By the clock of the database, which all servers share. */
  @Property({ ...timestamp(), nullable: true })
  leasedUntil: Date | null = null;

  /** When it last came to its end. */
  @Property({ ...timestamp(), nullable: true })
  finishedAt: Date | null = null;
}
