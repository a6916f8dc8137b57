import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How far a stream has come. The log as a whole is the stream with the nil id. */
@Entity({ tableName: 'event_streams' })
export class StreamHeadEntity {
  @PrimaryKey({ type: 'uuid' })
  streamId!: string;

  @Property({ type: new BigIntType('number') })
  head!: number;
}
