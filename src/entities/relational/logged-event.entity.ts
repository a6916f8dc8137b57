import { BigIntType } from '@mikro-orm/core';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { EventColumns } from './event-columns.js';

/** An event at its final position. Rows are only ever added, and dropped when they are too old. */
@Entity({ tableName: 'event_log' })
export class LoggedEventEntity extends EventColumns {
  /** Counted from 1 over the whole log, without gaps. */
  @Property({ type: new BigIntType('number') })
  @Unique()
  position!: number;
}
