import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../../../src/bin/prepare-database.js';
import { readEnvironment } from '../../../src/config/environment.js';
import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { inTransaction } from '../../../src/services/import/in-transaction.js';
import { testDatabase, type TestDatabase } from '../../testkit/database.js';

let database: TestDatabase;
let folder: string;
let server: Server;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'atrium-socket-'));
  const { hostname, port } = new URL(database.url);
  server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
  await database.drop();
});

/** libpq's forms: https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
const forms: Record<string, (role: string, password: string, name: string) => string> = {
  'without anything before the name': (role, password, name) =>
    `postgresql:///${name}?host=${folder}&user=${role}&password=${password}`,
  'with a role and no host': (role, password, name) => `postgresql://${role}:${password}@/${name}?host=${folder}`,
  'with the folder in place of the host': (role, password, name) =>
    `postgres://${role}:${password}@${encodeURIComponent(folder)}/${name}`,
};

describe('the address of a socket', () => {
  it.each(Object.entries(forms))('%s serves every connection', async (_, form) => {
    const { username, password, pathname } = new URL(database.url);
    const given = form(username, password, pathname.slice(1));
    const { url, directUrl } = readEnvironment({ DATABASE_URL: given, DATABASE_REPLICA_URLS: given }).database;
    expect(
      (await prepareDatabase({ url: url!, directUrl: directUrl!, embedded: false, close: async () => undefined })).applied,
    ).toEqual([]);

    const opened = await RelationalDatabase.open({ url: url!, replicaUrls: [url!], poolSize: 1 });
    const ONE = { text: 'select 1 as one', values: [] };
    expect(await opened.rows(ONE)).toEqual([{ one: 1 }]);
    expect(await opened.rows({ ...ONE, lookup: true })).toEqual([{ one: 1 }]);
    expect(await opened.em.execute('select 1 as one')).toEqual([{ one: 1 }]);
    await opened.lookAtReplicas();
    // It is no replica, and was asked whether it is one.
    expect(opened.replicaStates).toMatchObject([{ name: folder, trouble: 'no standby, it takes writes itself' }]);
    await opened.close();

    const never = new AbortController().signal;
    expect(await inTransaction(url!, never, async (client) => (await client.query('select 1 as one')).rows)).toEqual([
      { one: 1 },
    ]);
  });
});
