import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { nameColumn, RevisedEntity, timestamp } from '../base.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { ProjectEntity } from './project.entity.js';

/**
 * A folder of a project. Each project has one without a parent, its root folder.
 * In the trash, `deletedWithId` names the folder whose deletion took this one along.
 */
@Entity({ tableName: 'folders' })
@Unique({ name: 'folders_project_id_root_unique', properties: ['projectId'], where: 'parent_id is null' })
@Unique({ properties: ['parentId', 'name'], where: 'deleted_at is null' })
@Index({ properties: ['projectId', 'deletedAt', 'id'], where: 'deleted_at is not null and deleted_with_id is null' })
@Index({ properties: ['deletedWithId'], where: 'deleted_with_id is not null' })
@Index({ properties: ['parentId'] })
@Index({ properties: ['projectId'] })
@Index({ properties: ['organizationId'] })
export class FolderEntity extends RevisedEntity {
  @ManyToOne(() => OrganizationEntity, { mapToPk: true, fieldName: 'organization_id', deleteRule: 'cascade' })
  organizationId!: string;

  @ManyToOne(() => ProjectEntity, { mapToPk: true, fieldName: 'project_id', deleteRule: 'cascade' })
  projectId!: string;

  @ManyToOne(() => FolderEntity, { mapToPk: true, fieldName: 'parent_id', nullable: true, deleteRule: 'cascade' })
  parentId: string | null = null;

  @Property(nameColumn())
  name!: string;

  @Property({ ...timestamp(), nullable: true })
  deletedAt: Date | null = null;

  @Property({ type: 'uuid', nullable: true })
  deletedWithId: string | null = null;
}
