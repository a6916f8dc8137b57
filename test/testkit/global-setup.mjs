// Gives the run a database server: an embedded one of its own that is gone afterwards, or, in `npm run test:services`, the
// one that DATABASE_URL names.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbeddedPostgres } from '../../dist/database/embedded/embedded-postgres.js';
import { migrate } from '../../dist/database/migrate.js';
import { RelationalDatabase } from '../../dist/database/relational-database.js';
import { makeScratch } from './scratch.mjs';

export default async function setUp() {
  const given = process.env.TEST_ON_SERVICES ? process.env.DATABASE_URL : undefined;
  const scratch = await makeScratch();
  const server = given
    ? { url: given, close: async () => undefined }
    : await openEmbeddedPostgres({ dataDir: join(scratch.path, 'server'), as: 'command', durable: false });

  const template = `atrium_template_${randomBytes(4).toString('hex')}`;
  await administer(server.url, `create database ${template}`);
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  const database = await RelationalDatabase.open({ url: url.href, poolSize: 2 });
  await migrate(database);
  await database.close();

  process.env.TEST_POSTGRES = JSON.stringify({ url: server.url, template });
  globalThis.tearDownTestPostgres = async () => {
    await administer(server.url, `drop database if exists ${template} with (force)`);
    await server.close();
    await scratch.remove();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void globalThis.tearDownTestPostgres().finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
}

async function administer(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
