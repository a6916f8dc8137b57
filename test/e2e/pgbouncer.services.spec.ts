import pg from 'pg';
import { prepareDatabase } from '../../src/bin/prepare-database.js';
import { connectionOptions } from '../../src/database/connection-options.js';
import { RelationalDatabase } from '../../src/database/relational-database.js';
import { examinePooler } from '../../src/database/session/examine-pooler.js';
import { sessionSettings } from '../../src/database/session/session-settings.js';
import { Client } from '../testkit/client.js';
import { OwnDatabase } from '../testkit/own-database.js';
import { OwnPgBouncer } from '../testkit/own-pgbouncer.js';
import { OwnPostgres } from '../testkit/own-postgres.js';
import { ServerProcess } from '../testkit/server-process.js';
import { Socket } from '../testkit/socket.js';

/** @needs pgbouncer */

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code path message } } }`;
const activity = `subscription ($organizationId: ID!) { organizationActivity(organizationId: $organizationId) { activity { type } } }`;
const updateOrganization = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { organization { name } userErrors { code path message } } }`;
const NOWHERE = 'org_01a219d4-8272-7239-9c2e-c6663d1db4b1';

let postgres: OwnPostgres;
let own: OwnDatabase;
let pooler: OwnPgBouncer;
beforeAll(async () => {
  postgres = await OwnPostgres.start();
});
beforeEach(async () => {
  own = await OwnDatabase.make(await postgres.superuserUrl());
});
afterEach(async () => {
  await pooler.close();
  await own.drop();
});
afterAll(() => postgres.close());

/** What the settings are for the next one who gets a connection of the pool, whoever it is. */
async function shown(): Promise<Record<string, string>> {
  const client = new pg.Client(connectionOptions(pooler.url));
  await client.connect();
  const names = sessionSettings().map(({ name }) => name);
  const { rows } = await client.query<Record<string, string>>(
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
  );
  await client.end();
  return rows[0]!;
}

/** Settings of Atrium that were made in a session of the pool, where others find them. */
async function leaked(): Promise<unknown[]> {
  const clients = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const client = new pg.Client(connectionOptions(pooler.url));
      await client.connect();
      await client.query('begin');
      return client;
    }),
  );
  const names = sessionSettings().map(({ name }) => `'${name}'`);
  const found = await Promise.all(
    clients.map((client) =>
      client.query(`select name, setting from pg_settings where source = 'session' and lower(name) in (${names.join(', ')})`),
    ),
  );
  await Promise.all(clients.map((client) => client.end()));
  return found.flatMap(({ rows }) => rows as unknown[]);
}

/** Asks both servers at once, each its own questions, many times over. @returns answers to other questions. */
async function wrongAnswers(here: ServerProcess, there: ServerProcess): Promise<unknown[]> {
  const wrong: unknown[] = [];
  const ask = async ({ url }: ServerProcess, names: readonly string[]) => {
    for (let time = 0; time < 40; time++) {
      const name = names[time % names.length]!;
      const answer = await new Client(url).send(`{ ${name}: organization(id: "${NOWHERE}") { name } }`);
      if (JSON.stringify(answer) !== JSON.stringify({ data: { [name]: null } })) wrong.push({ name, answer });
    }
  };
  const four = [0, 1, 2, 3];
  await Promise.all(four.flatMap(() => [ask(here, ['one', 'two']), ask(here, ['two', 'one']), ask(there, ['three', 'four'])]));
  return wrong;
}

describe('servers behind PgBouncer that lends connections for a transaction', () => {
  it.each([
    ['and tracks prepared statements, with its default settings', {}, false],
    ['and tracks no prepared statements', { max_prepared_statements: 0, default_pool_size: 4 }, true],
  ])('%s', async (_, settings, untracked) => {
    pooler = await OwnPgBouncer.before(own.url, settings);
    const environment = { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: own.url };
    const here = await ServerProcess.start(environment);
    const there = await ServerProcess.start(environment);
    expect(here.output.includes('PgBouncer 1.21')).toBe(untracked);
    expect(here.output).toContain('settings were made defaults of the role');
    expect(there.output).not.toContain('settings were made defaults of the role');

    const { accessToken } = await new Client(here.url).mutate(signUp, {
      email: 'noa@people.example',
      password: 'correct horse battery',
      name: 'Noa',
    });
    const noa = new Client(here.url, accessToken);
    const { organization } = await noa.mutate(createOrganization, { name: 'Pooled' });
    const socket = new Socket(here.url, accessToken);
    const heard = await socket.subscribe(activity, { organizationId: organization.id });
    await noa.mutate(updateOrganization, { organizationId: organization.id, name: 'Pooled together' });
    expect(await heard.atLeast(1)).toMatchObject([{ activity: { type: 'ORGANIZATION_UPDATED' } }]);
    await socket.close();

    expect(await wrongAnswers(here, there)).toEqual([]);
    expect(await leaked()).toEqual([]);
    expect(await shown()).toMatchObject({ statement_timeout: '15s', plan_cache_mode: 'force_generic_plan', jit: 'off' });
    const ends = await Promise.all([here, there].map((server) => server.end('SIGTERM')));
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('and nothing else: the tables are made through it, and a statement that takes too long is given up', async () => {
    await own.administer(`alter role ${own.name} in database ${own.name} set statement_timeout to '200ms'`);
    pooler = await OwnPgBouncer.before(own.url);
    const { applied, notices } = await prepareDatabase(own.address(pooler.url));
    expect(applied).not.toEqual([]);
    expect(notices).toEqual([expect.stringContaining('DATABASE_URL: settings were made defaults of the role')]);
    expect((await prepareDatabase(own.address(pooler.url))).notices).toEqual([]);

    const database = await RelationalDatabase.open({ url: pooler.url, poolSize: 1 });
    await expect(database.rows({ text: 'select pg_sleep(10)', values: [] })).rejects.toMatchObject({ code: '57014' });
    await database.close();
  });

  it('and a role that writes dates in another way: not before the pooler connects', async () => {
    await own.administer(`alter role ${own.name} set datestyle to 'German'`);
    pooler = await OwnPgBouncer.before(own.url);
    await prepareDatabase(own.address(pooler.url, own.url));
    expect(await shown()).toMatchObject({ datestyle: expect.stringMatching(/^ISO/) });
  });

  it('and has handed out dates in another way: it is told to connect anew', async () => {
    await own.administer(`alter role ${own.name} set datestyle to 'German'`);
    pooler = await OwnPgBouncer.before(own.url, { admin_users: own.name });
    expect(await shown()).toMatchObject({ datestyle: 'German, DMY' });
    await expect(prepareDatabase(own.address(pooler.url))).rejects.toThrow(/^DATABASE_URL: .*; run RECONNECT on its console/);
    await pooler.console('reconnect');
    expect((await prepareDatabase(own.address(pooler.url))).notices).toEqual([]);
    expect(await shown()).toMatchObject({ datestyle: expect.stringMatching(/^ISO/) });
  });

  it('and a role that may not set the defaults of its own: the lines to run are told', async () => {
    await prepareDatabase(own.address());
    const guest = `${own.name}_guest`;
    await own.administer(
      `create role ${guest} login password 'own'`,
      `grant select, insert, update, delete on all tables in schema public to ${guest}`,
    );
    pooler = await OwnPgBouncer.before(own.urlOf(guest));
    const refused = prepareDatabase(own.address(pooler.url, own.url));
    const { message } = await refused.then(
      () => new Error('It was not refused.'),
      (error: Error) => error,
    );
    expect(message.split('\n')).toHaveLength(1);
    const [, statements] = /^DATABASE_URL: .*; run: (.*) \(DATABASE_DIRECT_URL may not: permission denied/.exec(message)!;
    expect(statements).toContain(`alter role "${guest}" in database "${own.name}" set statement_timeout to '15000ms'`);
    await own.administer(...statements!.split('; '));
    expect(await prepareDatabase(own.address(pooler.url, own.url))).toEqual({ applied: [], notices: [] });
    await own.administer(`drop owned by ${guest}`);
    await pooler.close();
    await own.administer(`drop role ${guest}`);
  });
});

describe('what is between a server and PostgreSQL', () => {
  it.each([
    ['tracked', {}],
    ['untracked', { max_prepared_statements: 0 }],
    // No other connection could show whether it tracks them.
    ['untracked', { default_pool_size: 1 }],
    ['session', { pool_mode: 'session' }],
  ])('is found out by trying: %s with %j', async (kind, settings) => {
    pooler = await OwnPgBouncer.before(own.url, settings);
    expect(await examinePooler(connectionOptions(own.url))).toBe('none');
    // What some have left behind does not mislead others.
    const looks = Array.from({ length: 6 }, () => examinePooler(connectionOptions(pooler.url)));
    if (kind !== 'untracked') expect(new Set(await Promise.all(looks))).toEqual(new Set([kind]));
    await Promise.allSettled(looks);
    expect(await examinePooler(connectionOptions(pooler.url))).toBe(kind);
  });
});
