import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';

/** The key of content that no row names any more. It is written with the removal of the rows, and goes with the bytes. */
@Entity({ tableName: 'doomed_content' })
@Index({ properties: ['doomedAt'] })
export class DoomedContentEntity {
  @PrimaryKey({ type: 'text' })
  storageKey!: string;

  @Property(timestamp())
  doomedAt!: Date;
}
