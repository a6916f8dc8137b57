import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';

/**
 * Who is to read from the primary for some seconds, where there are replicas: because they wrote, or because something was hidden
 * from them. Soon of no use, and so not written to PostgreSQL's log.
 */
@Entity({ tableName: 'recent_writes' })
export class RecentWriteEntity {
  /** A person, or an organization for all of its members. */
  @PrimaryKey({ type: 'uuid' })
  readerId!: string;

  /** By the database's clock. */
  @Property(timestamp())
  wroteAt!: Date;
}
