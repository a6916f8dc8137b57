import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';

/** What an event consists of, in the outbox and in the log alike. No foreign keys: history outlives what it tells of. */
export abstract class EventColumns {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Its name, e.g. `file.uploaded`. */
  @Property({ type: 'text' })
  type!: string;

  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  projectId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  actorId: string | null = null;

  @Property({ type: 'text', nullable: true })
  subjectType: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null = null;

  /** The streams it belongs to: ids of organizations, projects and people. */
  @Property({ columnType: 'uuid[]', type: 'array' })
  streams!: string[];

  @Property({ type: 'json' })
  data!: Record<string, unknown>;

  /** The request it came from: id, address, agent. */
  @Property({ type: 'json', nullable: true })
  origin: Record<string, unknown> | null = null;

  @Property(timestamp())
  occurredAt!: Date;
}
