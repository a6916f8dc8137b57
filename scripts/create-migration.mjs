// Writes the migration that brings the tables from the last migration to the entities: `npm run migration -- NAME`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { MikroORM } from '@mikro-orm/postgresql';
import { openEmbeddedPostgres } from '../dist/database/embedded/embedded-postgres.js';
import { migrate } from '../dist/database/migrate.js';
import { RelationalDatabase, ormOptions } from '../dist/database/relational-database.js';

const [name] = process.argv.slice(2);
if (!/^[a-z0-9-]+$/.test(name ?? '')) {
  console.error('usage: npm run migration -- NAME   (a-z, 0-9 and -)');
  process.exit(2);
}
const dataDir = await mkdtemp(join(tmpdir(), 'atrium-migration-'));
const server = await openEmbeddedPostgres({ dataDir, as: 'command', durable: false });
const database = await RelationalDatabase.open({ url: server.url });
await migrate(database);
await database.close();

const orm = await MikroORM.init({
  ...ormOptions,
  clientUrl: server.url,
  migrations: {
    ...ormOptions.migrations,
    migrationsList: undefined,
    path: 'src/database/migrations',
    emit: 'ts',
    fileName: (time, given) => `${time}-${given}`,
  },
});
const { fileName } = await orm.migrator.create(undefined, false, false, name);
console.log(
  fileName
    ? `Wrote src/database/migrations/${fileName}. Read it, and add it to list.ts.`
    : 'The tables match the entities: nothing to write.',
);
await orm.close(true);
await server.close();
await rm(dataDir, { recursive: true, force: true });
