import type { Logger } from 'pino';
import type { RelationalDatabase } from '../../database/relational-database.js';
import { StartError } from '../../shared/errors.js';
import type { FileStorage } from '../../storage/file-storage.js';
import { LocalFileStorage } from '../../storage/local-file-storage.js';
import { FilesFolder, folderTrouble } from './files-folder.js';
import { RecordedFileStorage } from './recorded-file-storage.js';

/**
 * The storage of a server, in the folder of its data directory.
 * @throws StartError when the files of the installation lie in another folder, or this one cannot be used.
 */
export async function openFiles(database: RelationalDatabase, dataDir: string, log: Pick<Logger, 'warn'>): Promise<FileStorage> {
  const storage = await LocalFileStorage.open(dataDir);
  const folder = new FilesFolder(database, storage);
  const told = new Set<string>();
  const tell = (standing: 'OTHER' | 'UNKNOWN') => {
    if (told.has(standing)) return;
    told.add(standing);
    log.warn(folderTrouble(standing, folder.path));
  };
  // An installation of a release that recorded no folder: the one that holds its files is recorded now.
  const found = await folder.standing();
  const standing = found === 'HOLDING' ? await folder.claim() : found;
  if (standing === 'OTHER') throw new StartError(folderTrouble(standing, folder.path));
  if (standing === 'UNKNOWN') tell(standing);
  return new RecordedFileStorage(storage, folder, tell);
}
