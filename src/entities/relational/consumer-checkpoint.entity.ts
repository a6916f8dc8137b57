import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';

/** The last log position that a consumer has dealt with. */
@Entity({ tableName: 'consumer_checkpoints' })
export class ConsumerCheckpointEntity {
  @PrimaryKey({ type: 'text' })
  consumer!: string;

  @Property({ type: new BigIntType('number') })
  position!: number;

  @Property(timestamp())
  updatedAt!: Date;
}
