import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ProjectStatus, ProjectVisibility } from '../../shared/enums/project.js';
import { nameColumn, RevisedEntity, timestamp } from '../base.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { UserEntity } from './user.entity.js';

/**
 * A project of an organization. While `deletedAt` is set it is in the trash; its slug stays taken. `purgedAt` is when it was
 * given up for good; from then on its rows are being removed.
 */
@Entity({ tableName: 'projects' })
@Unique({ properties: ['organizationId', 'slug'] })
@Index({ properties: ['organizationId', 'createdAt', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['organizationId', 'updatedAt', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['organizationId', 'name', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['organizationId', 'deletedAt', 'id'], where: 'deleted_at is not null' })
// Of it alone the projects that somebody sees are counted.
@Index({ properties: ['organizationId', 'visibility', 'id'], where: 'deleted_at is null' })
export class ProjectEntity extends RevisedEntity {
  @ManyToOne(() => OrganizationEntity, { mapToPk: true, fieldName: 'organization_id', deleteRule: 'cascade' })
  organizationId!: string;

  @Property(nameColumn())
  slug!: string;

  @Property(nameColumn())
  name!: string;

  @Property({ type: 'text', nullable: true })
  description: string | null = null;

  @Enum({ items: () => Object.values(ProjectStatus), type: 'string', default: 'ACTIVE' })
  status: ProjectStatus = 'ACTIVE';

  @Enum({ items: () => Object.values(ProjectVisibility), type: 'string', default: 'ORGANIZATION' })
  visibility: ProjectVisibility = 'ORGANIZATION';

  @ManyToOne(() => UserEntity, { mapToPk: true, fieldName: 'created_by_id', nullable: true, deleteRule: 'set null' })
  @Index()
  createdById: string | null = null;

  @Property({ ...timestamp(), nullable: true })
  deletedAt: Date | null = null;

  @Property({ ...timestamp(), nullable: true })
  purgedAt: Date | null = null;
}
