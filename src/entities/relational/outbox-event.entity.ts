import { BigIntType } from '@mikro-orm/core';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { EventColumns } from './event-columns.js';

/**
 * An event, written in the transaction of what it tells. The relay moves it to the log.
 * `sequence` orders rows that are seen at once: if A committed before B began, A has the lower one.
 */
@Entity({ tableName: 'outbox_events' })
export class OutboxEventEntity extends EventColumns {
  @Property({ type: new BigIntType('number'), autoincrement: true })
  @Unique()
  sequence?: number;
}
