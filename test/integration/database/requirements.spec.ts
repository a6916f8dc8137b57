import { prepareDatabase } from '../../../src/bin/prepare-database.js';
import { advisoryLocks } from '../../../src/database/advisory-locks.js';
import { migrations } from '../../../src/database/migrations/list.js';
import { withClient } from '../../../src/database/with-client.js';
import { StartError } from '../../../src/shared/errors.js';
import { OwnDatabase } from '../../testkit/own-database.js';
import { OwnPostgres } from '../../testkit/own-postgres.js';
import { eventually } from '../../testkit/socket.js';

let postgres: OwnPostgres;
let superuser: string;
let own: OwnDatabase;
beforeAll(async () => {
  postgres = await OwnPostgres.start();
  superuser = await postgres.superuserUrl();
});
beforeEach(async () => {
  own = await OwnDatabase.make(superuser);
});
afterEach(() => own.drop());
afterAll(() => postgres.close());

const all = migrations.map(({ name }) => name);

/** The one line with which a start is refused. */
async function refusal(url = own.url): Promise<string> {
  const error = await prepareDatabase(own.address(url)).then(
    () => new Error('It was not refused.'),
    (thrown: Error) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  expect(error.message.split('\n')).toHaveLength(1);
  expect(error.message).not.toContain('own:own@');
  return error.message;
}

/** Does what the line says. */
const follow = (line: string) =>
  own.administer(...(/ run[^:]*: ((?:(?! \(|; if ).)+)/.exec(line)?.[1] ?? 'select no advice').split('; '));

describe('tables', () => {
  it('are made where the search path begins, and every later start finds them there', async () => {
    await own.administer(`create schema ${own.name} authorization ${own.name}`);
    expect((await prepareDatabase(own.address())).applied).toEqual(all);
    expect((await prepareDatabase(own.address())).applied).toEqual([]);
    const tables = await own.tables();
    expect(tables).toContain(`${own.name}.users`);
    expect(tables.filter((name) => !name.startsWith(`${own.name}.`))).toEqual([]);
  });

  it('stay where they are when another schema comes first later, and new ones join them', async () => {
    await prepareDatabase(own.address());
    await own.administer(
      `create schema ${own.name} authorization ${own.name}`,
      `delete from migrations where name like '%-recent-writes'`,
      'drop table recent_writes',
    );
    expect((await prepareDatabase(own.address())).applied).toEqual(['20261121165847-recent-writes']);
    expect((await own.tables()).filter((name) => !name.startsWith('public.'))).toEqual([]);
    expect(await own.tables()).toContain('public.recent_writes');
  });

  it('need a schema in which they may be made', async () => {
    await own.administer(`alter database ${own.name} owner to postgres`);
    const line = await refusal();
    expect(line).toMatch(
      /^DATABASE_URL: The role "own_\d+" may not make tables in the schema "public"; run as its owner: grant /,
    );
    expect(await own.tables()).toEqual([]);
    await follow(line);
    expect((await prepareDatabase(own.address())).applied).toEqual(all);
  });

  it('need a schema at all', async () => {
    await own.administer(`drop schema public`);
    const line = await refusal();
    expect(line).toContain(
      'No schema of the search path ("$user", public) is there for Atrium\'s tables; run: create schema atrium',
    );
    await follow(line);
    expect((await prepareDatabase(own.address())).applied).toEqual(all);
    expect(await own.tables()).toContain('atrium.users');
  });

  it.each([
    ['a table of the same name', 'create table users (id int)', 'a table "users"'],
    ['a view of the same name', 'create view sessions as select 1 as id', 'a table "sessions"'],
    [
      'migrations of another program',
      `create table migrations (id int, name text); insert into migrations values (1, '0001_init')`,
      'a table "migrations"',
    ],
    ['another shape of migrations', 'create table migrations (version bigint)', 'a table "migrations"'],
  ])('are not mixed with %s', async (_, statement, what) => {
    await own.run(statement);
    const before = await own.tables();
    const line = await refusal();
    expect(line).toContain(`The schema "public" has ${what} already, not made by Atrium; give Atrium a schema of its own`);
    expect(await own.tables()).toEqual(before);
    await follow(line.replace('its own: ', 'its own; run: '));
    expect((await prepareDatabase(own.address())).applied).toEqual(all);
  });

  it('are none after a migration that failed', async () => {
    await own.administer('create function relay_events(bigint, integer) returns integer language sql as $$ select 1 $$');
    expect(await refusal()).toMatch(
      /^The migration 20261121212500-relay-function failed, and nothing was changed: .*relay_events.* already exists/,
    );
    expect(await own.tables()).toEqual([]);
  });

  it('may belong to another role, which grants what a server needs', async () => {
    await prepareDatabase(own.address());
    const guest = `${own.name}_guest`;
    await own.administer(`create role ${guest} login password 'own'`);
    const line = await refusal(own.urlOf(guest));
    expect(line).toContain(
      `The role "${guest}" may not read and write tables "activities", "consumer_checkpoints", "credentials" and`,
    );
    await follow(line);
    expect((await prepareDatabase(own.address(own.urlOf(guest)))).applied).toEqual([]);

    await own.administer(`delete from migrations where name = '${all.at(-1)}'`, `grant create on schema public to ${guest}`);
    expect(await refusal(own.urlOf(guest))).toContain(`may not change Atrium's tables`);
    await own.administer(`drop owned by ${guest}`, `drop role ${guest}`);
  });

  it('wait for another start that makes them, however short the role waits for locks', async () => {
    await own.administer(`alter role ${own.name} set lock_timeout to '10ms'`);
    const address = own.address();
    await withClient({ setting: 'test', url: own.url }, async (client) => {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.migration]);
      const prepared = prepareDatabase(address);
      await eventually(
        async () => (await own.administer(`select from pg_locks where locktype = 'advisory' and not granted`)).length > 0,
      );
      await client.query('select pg_sleep(0.1)');
      await client.query('commit');
      expect((await prepared).applied).toEqual(all);
    });
  });
});

describe('a server', () => {
  it('keeps texts in UTF-8', async () => {
    const other = await OwnDatabase.make(superuser, `encoding 'SQL_ASCII' template template0 locale 'C'`);
    expect(await refusal(other.url)).toContain(`The database "${other.name}" has the encoding SQL_ASCII, but has to have UTF8`);
    await other.drop();
  });

  it('takes writes', async () => {
    await own.administer(`alter role ${own.name} set default_transaction_read_only to on`);
    const line = await refusal();
    expect(line).toContain('cannot write, for default_transaction_read_only is on');
    await follow(line);
    expect((await prepareDatabase(own.address())).applied).toEqual(all);
  });

  it('has enough connections', async () => {
    await own.administer(`alter role ${own.name} connection limit 12`);
    expect(await refusal()).toContain('PostgreSQL grants 12 connections at most, and a server of Atrium needs 13');
    await own.administer(`alter role ${own.name} connection limit 13`);
    const { notices } = await prepareDatabase(own.address());
    expect(notices).toEqual([expect.stringContaining('PostgreSQL has 12 connections left, and a server of Atrium may need 13')]);
  });

  it.each([
    ['is not there', (url: URL) => (url.port = '1'), /the database cannot be reached at 127\.0\.0\.1:1: /],
    [
      'has no such database',
      (url: URL) => (url.pathname = '/nowhere'),
      /there is no such database at .*"nowhere" does not exist/,
    ],
    [
      'does not know the role',
      (url: URL) => (url.username = 'nobody'),
      /does not let the role in; look at its name and password/,
    ],
    ['wants a password', (url: URL) => (url.password = ''), /does not let the role in; look at its name and password/],
    ['speaks no TLS', (url: URL) => (url.search = '?sslmode=no-verify'), /cannot be reached .*SSL/],
    ['is asked with a certificate that is not there', (url: URL) => (url.search = '?sslrootcert=/nowhere.pem'), /ENOENT/],
  ])('that %s is told in one line', async (_, change, line) => {
    const url = new URL(own.url);
    change(url);
    expect(await refusal(url.href)).toMatch(line);
  });
});
