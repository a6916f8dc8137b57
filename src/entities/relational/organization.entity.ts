import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { nameColumn, RevisedEntity } from '../base.entity.js';

/** A tenant: people, projects and all that is in them. */
@Entity({ tableName: 'organizations' })
export class OrganizationEntity extends RevisedEntity {
  @Property(nameColumn())
  @Unique()
  slug!: string;

  @Property(nameColumn())
  name!: string;

  @Property({ type: 'text', nullable: true })
  description: string | null = null;
}
