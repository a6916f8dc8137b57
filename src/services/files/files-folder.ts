import type { RelationalDatabase } from '../../database/relational-database.js';

/**
 * What a folder is to the installation. `RECORDED`: the folder of its files. `OTHER`: another one is. `FREE`: none is recorded, and
 * nothing is stored yet. `UNKNOWN`: none is recorded, and the latest of the stored files is not in this one.
 */
export type FolderStanding = 'RECORDED' | 'OTHER' | 'FREE' | 'UNKNOWN';

/** A folder of files, as far as its standing depends on it. */
export interface FolderOfFiles {
  folder: string;
  folderId: string;
  sizeOf(key: string): Promise<number | null>;
}

const RECORDED = { name: 'files_folder', text: 'select files_folder_id as id from installation', values: [], lookup: true };

/** Keys are ordered by time (UUIDv7), and indexed. */
const LATEST = 'select storage_key as key from file_versions where storage_key is not null order by storage_key desc limit 1';

const RECORD = 'update installation set files_folder_id = ? where files_folder_id is null';
const ADOPT = 'update installation set files_folder_id = ?';

/**
 * The folder in which a server keeps files, and the record in the database of the one that holds the installation's: servers
 * with different folders would each take files that the others cannot serve (docs/decisions/0023-folder-of-files.md).
 */
export class FilesFolder {
  constructor(
    private readonly database: RelationalDatabase,
    private readonly place: FolderOfFiles,
  ) {}

  get path(): string {
    return this.place.folder;
  }

  /** The standing at this moment. A folder that is recorded nowhere but holds the latest of the stored files becomes the recorded one. */
  async standing(): Promise<FolderStanding> {
    const recorded = await this.recorded();
    if (recorded !== null) return this.compared(recorded);
    const [latest] = await this.database.rows<{ key: string }>({ text: LATEST, values: [] });
    if (!latest) return 'FREE';
    return (await this.place.sizeOf(latest.key)) === null ? 'UNKNOWN' : this.record();
  }

  /** The standing, once the folder is recorded if it is free: before the first file is stored. */
  async claim(): Promise<FolderStanding> {
    const standing = await this.standing();
    return standing === 'FREE' ? this.record() : standing;
  }

  /** Makes this the folder of the installation's files, whichever was before. */
  async adopt(): Promise<void> {
    await this.database.em.execute(ADOPT, [this.place.folderId]);
  }

  /** Of several servers that do so at once, the first one's folder is recorded. */
  private async record(): Promise<FolderStanding> {
    await this.database.em.execute(RECORD, [this.place.folderId]);
    return this.compared(await this.recorded());
  }

  private compared(recorded: string | null): FolderStanding {
    return recorded === this.place.folderId ? 'RECORDED' : 'OTHER';
  }

  private async recorded(): Promise<string | null> {
    const [row] = await this.database.rows<{ id: string | null }>(RECORDED);
    return row?.id ?? null;
  }
}

/** What an operator is told whose folder is not the one of the files. */
export const folderTrouble = (standing: 'OTHER' | 'UNKNOWN', path: string): string =>
  standing === 'OTHER'
    ? `${path} is not the folder in which this installation keeps its files. Give all servers one shared folder by ATRIUM_DATA_DIR; to go on with this one instead, run \`atrium doctor --files --adopt-folder\`.`
    : `${path} does not hold the latest of the stored files, so that no file is taken. Set ATRIUM_DATA_DIR to the folder that holds them; to go on with this one instead, run \`atrium doctor --files --adopt-folder\`.`;
