import { BigIntType, PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The place of a logged event in one stream. Positions within a stream have no gaps. */
@Entity({ tableName: 'event_stream_entries' })
@Index({ properties: ['logPosition'] })
export class StreamEntryEntity {
  [PrimaryKeyProp]?: ['streamId', 'position'];

  @PrimaryKey({ type: 'uuid' })
  streamId!: string;

  @PrimaryKey({ type: new BigIntType('number') })
  position!: number;

  @Property({ type: new BigIntType('number') })
  logPosition!: number;
}
