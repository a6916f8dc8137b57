import { Check, Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The installation itself: one row, made by the migration that makes the table. */
@Entity({ tableName: 'installation' })
@Check({ name: 'installation_only_row_check', expression: 'only_row' })
export class InstallationEntity {
  /** Always true, so that there is no second row. */
  @PrimaryKey({ type: 'boolean' })
  onlyRow!: boolean;

  /** Random. A copy of the database has the same one. */
  @Property({ type: 'uuid' })
  id!: string;

  /** The id of the folder in which the files lie; null until the first file is stored. */
  @Property({ type: 'uuid', nullable: true })
  filesFolderId: string | null = null;

  /** The latest applied migration without which code must not use this database; null when there is none. */
  @Property({ type: 'text', nullable: true })
  requiredMigration: string | null = null;
}
