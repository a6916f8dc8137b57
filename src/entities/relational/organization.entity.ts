import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { nameColumn, RevisedEntity, timestamp } from '../base.entity.js';

/**
 * A tenant: people, projects and all that is in them. While `deletedAt` is set nobody sees anything of it, and its slug stays
 * taken. `purgedAt` is when it was given up for good; from then on its rows are being removed.
 */
@Entity({ tableName: 'organizations' })
@Index({ properties: ['deletedAt', 'id'], where: 'deleted_at is not null' })
@Index({ properties: ['name', 'id'] })
export class OrganizationEntity extends RevisedEntity {
  @Property(nameColumn())
  @Unique()
  slug!: string;

  @Property(nameColumn())
  name!: string;

  @Property({ type: 'text', nullable: true })
  description: string | null = null;

  @Property({ ...timestamp(), nullable: true })
  deletedAt: Date | null = null;

  @Property({ ...timestamp(), nullable: true })
  purgedAt: Date | null = null;
}
