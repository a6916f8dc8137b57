import { named } from '../../database/named-statement.js';
import type { RelationalDatabase } from '../../database/relational-database.js';

/**
 * What a folder is to the installation. `RECORDED`: the folder of its files. `OTHER`: another one is. While none is recorded, `FREE`:
 * nothing is stored yet; `HOLDING`: it holds the latest of the stored files; `UNKNOWN`: it does not.
 */
export type FolderStanding = 'RECORDED' | 'OTHER' | 'FREE' | 'HOLDING' | 'UNKNOWN';

/** A folder of files, as far as its standing depends on it. */
export interface FolderOfFiles {
  folder: string;
  /** Null when it bears none. */
  folderId: string | null;
  sizeOf(key: string): Promise<number | null>;
}

const RECORDED = { ...named('select files_folder_id as id from installation'), values: [], lookup: true };

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

  /** The standing at this moment. */
  async standing(): Promise<FolderStanding> {
    const recorded = await this.recorded();
    if (recorded !== null) return this.compared(recorded);
    const [latest] = await this.database.rows<{ key: string }>({ text: LATEST, values: [] });
    if (!latest) return 'FREE';
    return (await this.place.sizeOf(latest.key)) === null ? 'UNKNOWN' : 'HOLDING';
  }

  /**
   * The standing before a file is stored: where no folder is recorded, this one becomes it, unless the stored files are elsewhere. Of
   * several servers that do so at once, the first one's folder is recorded.
   */
  async claim(): Promise<FolderStanding> {
    const standing = await this.standing();
    if (standing !== 'FREE' && standing !== 'HOLDING') return standing;
    await this.database.em.execute(RECORD, [this.place.folderId]);
    return this.compared(await this.recorded());
  }

  /** Makes this the folder of the installation's files, whichever was before. */
  async adopt(): Promise<void> {
    await this.database.em.execute(ADOPT, [this.place.folderId]);
  }

  private compared(recorded: string | null): FolderStanding {
    return recorded === this.place.folderId ? 'RECORDED' : 'OTHER';
  }

  private async recorded(): Promise<string | null> {
    const [row] = await this.database.rows<{ id: string | null }>(RECORDED);
    return row?.id ?? null;
  }
}

/** Whether files may be worked with in a folder of that standing. */
export const isOurs = (standing: FolderStanding): standing is 'RECORDED' | 'FREE' | 'HOLDING' =>
  standing !== 'OTHER' && standing !== 'UNKNOWN';

/** What an operator is told whose folder is not the one of the files. */
export const folderTrouble = (standing: 'OTHER' | 'UNKNOWN', path: string): string =>
  standing === 'OTHER'
    ? `${path} is not the folder in which this installation keeps its files. Give all servers one shared folder by ATRIUM_DATA_DIR; to go on with this one instead, run \`atrium doctor --files --adopt-folder\`.`
    : `${path} does not hold the latest of the stored files, so that no file is taken. Set ATRIUM_DATA_DIR to the folder that holds them; to go on with this one instead, run \`atrium doctor --files --adopt-folder\`.`;
