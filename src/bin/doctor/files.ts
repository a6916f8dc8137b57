import type { Config } from '../../config/config.js';
import { pendingMigrations } from '../../database/migrate.js';
import type { RelationalDatabase } from '../../database/relational-database.js';
import { checkContents, type ContentCheck } from '../../services/files/check-contents.js';
import { FilesFolder, folderTrouble, isOurs } from '../../services/files/files-folder.js';
import { unnamedContents } from '../../services/files/unnamed-contents.js';
import { encodeId } from '../../shared/ids.js';
import { LocalFileStorage } from '../../storage/local-file-storage.js';
import { inspectDatabase } from '../inspect-database.js';
import { ProgressLine } from '../progress-line.js';

/** Check that the data directory holds the installation's folder of files. @throws Error when another folder is recorded. */
export const folderOfFiles = (config: Config): Promise<string> =>
  withTables(config, async (database) => {
    const storage = await LocalFileStorage.existing(config.dataDir);
    const standing = await new FilesFolder(database, storage).standing();
    if (!isOurs(standing)) throw new Error(folderTrouble(standing, storage.folder));
    return standing === 'FREE' ? `none is stored yet; they will be in ${storage.folder}` : `in ${storage.folder}`;
  });

/** Check that all contents named in the database are stored. @throws Error with the number of those missing, and a few of them. */
export const storedFiles = (config: Config): Promise<string> =>
  withTables(config, async (database) => {
    const check = await checked(database, await LocalFileStorage.existing(config.dataDir));
    if (check.missing + check.damaged > 0) throw new Error(findings(check));
    return `${grouped(check.named)} contents, all there`;
  });

/** Contents in the folder that belong to no file. */
export const unnamedFiles = (config: Config): Promise<string> =>
  withTables(config, async (database) => {
    const storage = await LocalFileStorage.existing(config.dataDir);
    const { count, bytes, examples } = await following('looking for what no file names', (onProgress) =>
      unnamedContents(database, storage, onProgress),
    );
    if (count === 0) return 'none';
    return `${grouped(count)} (${(bytes / 1e6).toFixed(1)} MB), which may be removed: ${listed(examples, count)}`;
  });

/** Records the folder of the data directory as the one of the installation's files, and says what that means. */
export const adoptFolder = (config: Config, say: (line: string) => void): Promise<string> =>
  inspectDatabase(config, async (database) => {
    if ((await pendingMigrations(database)).length > 0) throw new Error('run `migrate` first; no folder was adopted');
    const storage = await LocalFileStorage.open(config.dataDir);
    const folder = new FilesFolder(database, storage);
    if ((await folder.standing()) === 'RECORDED') return `in ${storage.folder}, as was recorded before`;
    const check = await checked(database, storage);
    say(
      check.missing + check.damaged === 0
        ? `all ${grouped(check.named)} stored contents are in ${storage.folder}`
        : `${findings(check)}. They cannot be downloaded until they are copied into ${storage.folder}.`,
    );
    await folder.adopt();
    return `in ${storage.folder} from now on; start servers with another folder again with this one`;
  });

/** Looks at files in a database whose tables are up to date. */
const withTables = (config: Config, look: (database: RelationalDatabase) => Promise<string>): Promise<string> =>
  inspectDatabase(config, async (database) =>
    (await pendingMigrations(database)).length > 0 ? 'not looked for before `migrate`' : look(database),
  );

const checked = (database: RelationalDatabase, storage: LocalFileStorage): Promise<ContentCheck> =>
  following('looking for stored files', (onProgress) => checkContents(database, storage, onProgress));

const findings = ({ named, missing, damaged, examples }: ContentCheck): string => {
  const found = examples.map(({ fileId, name, trouble }) => `${encodeId('File', fileId)} "${name}" (${trouble})`);
  const damage = damaged === 0 ? '' : ` and ${grouped(damaged)} have another size`;
  return `of ${grouped(named)} stored contents ${grouped(missing)} are missing${damage}: ${listed(found, missing + damaged)}`;
};

const listed = (examples: readonly string[], count: number) =>
  [...examples, ...(count > examples.length ? [`and ${grouped(count - examples.length)} more`] : [])].join(', ');

const grouped = (number: number) => number.toLocaleString('en');

async function following<T>(phase: string, work: (onProgress: (done: number) => void) => Promise<T>): Promise<T> {
  const line = new ProgressLine<{ phase: string; done: number }>(
    process.stderr,
    ({ done }, seconds) => `${phase}  ${grouped(done)}  ${seconds.toFixed(0)} s`,
  );
  return work((done) => line.show({ phase: '', done })).finally(() => line.end());
}
