import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { migrations } from '../../../src/database/migrations/list.js';
import { migrate, pendingMigrations } from '../../../src/database/migrate.js';
import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { eventually } from '../../testkit/socket.js';
import { administer, testDatabase, type TestDatabase } from '../../testkit/database.js';

let test: TestDatabase;
let database: RelationalDatabase;
beforeAll(async () => {
  test = await testDatabase();
  database = await RelationalDatabase.open({ url: test.url, statementTimeout: 300 });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

describe('the tables', () => {
  it('are those of the entities: no migration is missing', async () => {
    expect(await database.orm.schema.getUpdateSchemaSQL()).toBe('');
  });

  it('come from migrations that are all in the list', async () => {
    const directory = fileURLToPath(new URL('../../../src/database/migrations', import.meta.url));
    const files = (await readdir(directory)).filter((file) => /^\d+/.test(file)).map((file) => file.replace('.ts', ''));
    expect(migrations.map((migration) => (migration as { name: string }).name)).toEqual(files.sort());
  });

  it('are made once when several processes start at the same time', async () => {
    const name = `migrate_${Date.now()}`;
    await administer(test.url, `create database ${name}`);
    const url = new URL(test.url);
    url.pathname = `/${name}`;
    const several = await Promise.all([1, 2, 3].map(() => RelationalDatabase.open({ url: url.href, poolSize: 2 })));
    const applied = await Promise.all(several.map((one) => migrate(one)));
    expect(applied.flat()).toEqual(migrations.map((migration) => (migration as { name: string }).name));
    expect(await pendingMigrations(several[0]!)).toEqual([]);
    await Promise.all(several.map((one) => one.close()));
    await administer(test.url, `drop database ${name} with (force)`);
  });
});

describe('a connection', () => {
  it('gives up on a statement that takes too long', async () => {
    await expect(database.rows({ text: 'select pg_sleep(5)', values: [] })).rejects.toMatchObject({ code: '57014' });
  });

  it('comes back by itself after it was cut', async () => {
    const [row] = await database.rows<{ pid: number }>({ text: 'select pg_backend_pid() as pid', values: [] });
    await administer(test.url, `select pg_terminate_backend(${row!.pid})`);
    const next = await eventually(() =>
      database.rows<{ pid: number }>({ text: 'select pg_backend_pid() as pid', values: [] }).catch(() => undefined),
    );
    expect(next[0]!.pid).not.toBe(row!.pid);
  });
});
