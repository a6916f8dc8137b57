import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { migrations } from '../../../src/database/migrations/list.js';
import { migrate, pendingMigrations } from '../../../src/database/migrate.js';
import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { eventually } from '../../testkit/socket.js';
import { administer, emptyDatabase, testDatabase, type TestDatabase } from '../../testkit/database.js';

/** The migration since which the release before goes on beside a new one. */
const FIRST_HELD_TO_IT = '20261127001538-installation';

/** Whether SQL takes something from the code of the release before, as far as words can tell. */
const isIncompatible = (sql: string): boolean =>
  /\bdrop (table|column|function|type|view)\b|\brename\b|\bset not null\b|\balter column \S+ type\b/i.test(sql) ||
  sql.split(/[,;]/).some((part) => /\badd column\b.*\bnot null\b/i.test(part) && !/\bdefault\b/i.test(part));

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
    expect(migrations.map(({ name }) => name)).toEqual(files.sort());
  });

  it.each([
    ['drop table "a";', true],
    ['alter table "a" drop column "b";', true],
    ['alter table "a" rename column "b" to "c";', true],
    ['alter table "a" alter column "b" set not null;', true],
    ['alter table "a" add column "b" int not null;', true],
    ['alter table "a" add column "b" int not null default 0, add column "c" text;', false],
    ['create table "a" ("b" int not null); create index "c" on "a" ("b"); drop index "d";', false],
  ])('are changed by `%s` incompatibly with the release before: %s', (sql, incompatible) => {
    expect(isIncompatible(sql)).toBe(incompatible);
  });

  it('are changed incompatibly by migrations alone that are marked so (docs/decisions/0024)', async () => {
    for (const { name, incompatible } of migrations.slice(migrations.findIndex((one) => one.name === FIRST_HELD_TO_IT))) {
      const text = await readFile(new URL(`../../../src/database/migrations/${name}.ts`, import.meta.url), 'utf8');
      const up = text.slice(0, text.indexOf('override down'));
      expect({ name, marked: incompatible ?? false }).toEqual({ name, marked: (incompatible ?? false) || isIncompatible(up) });
    }
  });

  it('are made once when several processes start at the same time', async () => {
    const empty = await emptyDatabase();
    const several = await Promise.all([1, 2, 3].map(() => RelationalDatabase.open({ url: empty.url, poolSize: 2 })));
    const applied = await Promise.all(several.map((one) => migrate(one)));
    expect(applied.flat()).toEqual(migrations.map(({ name }) => name));
    expect(await pendingMigrations(several[0]!)).toEqual([]);
    await Promise.all(several.map((one) => one.close()));
    await empty.drop();
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
