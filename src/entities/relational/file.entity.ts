import { BigIntType } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { FileKind, FileState } from '../../shared/enums/file.js';
import { nameColumn, RevisedEntity, timestamp } from '../base.entity.js';
import { FolderEntity } from './folder.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { ProjectEntity } from './project.entity.js';
import { UserEntity } from './user.entity.js';

/**
 * A file in a folder. Type, size and hash are those of its current version, kept here so that a list needs no join.
 * The indexes on `createdAt` hold what is in the trash, too: foreign keys need one index that holds all.
 * In the trash, `deletedWithId` names the folder whose deletion took it along.
 */
@Entity({ tableName: 'files' })
@Unique({ properties: ['folderId', 'name'], where: 'deleted_at is null' })
@Index({ properties: ['projectId', 'createdAt', 'id'] })
@Index({ properties: ['projectId', 'updatedAt', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['projectId', 'name', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['projectId', 'size', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['folderId', 'createdAt', 'id'] })
@Index({ properties: ['folderId', 'updatedAt', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['folderId', 'size', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['organizationId', 'createdAt', 'id'] })
@Index({ properties: ['organizationId', 'updatedAt', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['organizationId', 'name', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['organizationId', 'size', 'id'], where: 'deleted_at is null' })
@Index({ properties: ['projectId', 'deletedAt', 'id'], where: 'deleted_at is not null and deleted_with_id is null' })
@Index({ properties: ['deletedWithId'], where: 'deleted_with_id is not null' })
export class FileEntity extends RevisedEntity {
  @ManyToOne(() => OrganizationEntity, { mapToPk: true, fieldName: 'organization_id', deleteRule: 'cascade' })
  organizationId!: string;

  @ManyToOne(() => ProjectEntity, { mapToPk: true, fieldName: 'project_id', deleteRule: 'cascade' })
  projectId!: string;

  @ManyToOne(() => FolderEntity, { mapToPk: true, fieldName: 'folder_id', deleteRule: 'cascade' })
  folderId!: string;

  @Property(nameColumn())
  name!: string;

  @Enum({ items: () => Object.values(FileKind), type: 'string', default: 'GENERIC' })
  kind: FileKind = 'GENERIC';

  @Enum({ items: () => Object.values(FileState), type: 'string' })
  state!: FileState;

  @Property({ type: 'text' })
  mimeType!: string;

  /** Bytes. */
  @Property({ type: new BigIntType('number') })
  size!: number;

  @Property({ type: 'text', nullable: true })
  sha256: string | null = null;

  @ManyToOne(() => UserEntity, { mapToPk: true, fieldName: 'uploaded_by_id', nullable: true, deleteRule: 'set null' })
  @Index()
  uploadedById: string | null = null;

  /** The version whose content this file shows; no foreign key, since the version names the file already. */
  @Property({ type: 'uuid', nullable: true })
  currentVersionId: string | null = null;

  @Property({ ...timestamp(), nullable: true })
  deletedAt: Date | null = null;

  @Property({ type: 'uuid', nullable: true })
  deletedWithId: string | null = null;
}
