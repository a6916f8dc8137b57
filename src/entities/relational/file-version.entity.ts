import { BigIntType } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { FileState } from '../../shared/enums/file.js';
import { BaseEntity } from '../base.entity.js';
import { FileEntity } from './file.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { UserEntity } from './user.entity.js';

/** One content that a file has had, counted from 1. `storageKey` is where its bytes lie. */
@Entity({ tableName: 'file_versions' })
@Unique({ properties: ['fileId', 'number'] })
@Index({ properties: ['organizationId'] })
@Index({ properties: ['storageKey'], where: 'storage_key is not null' })
export class FileVersionEntity extends BaseEntity {
  @ManyToOne(() => OrganizationEntity, { mapToPk: true, fieldName: 'organization_id', deleteRule: 'cascade' })
  organizationId!: string;

  @ManyToOne(() => FileEntity, { mapToPk: true, fieldName: 'file_id', deleteRule: 'cascade' })
  fileId!: string;

  @Property({ type: 'integer' })
  number!: number;

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

  @Property({ type: 'text', nullable: true })
  storageKey: string | null = null;
}
