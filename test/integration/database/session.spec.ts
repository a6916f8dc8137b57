import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { inTransaction } from '../../../src/services/import/in-transaction.js';
import { prepareDatabase } from '../../../src/bin/prepare-database.js';
import { TestApp } from '../../testkit/app.js';
import { OwnDatabase } from '../../testkit/own-database.js';
import { OwnPostgres } from '../../testkit/own-postgres.js';

let postgres: OwnPostgres;
let own: OwnDatabase;
beforeAll(async () => {
  postgres = await OwnPostgres.start();
  own = await OwnDatabase.make(await postgres.superuserUrl());
  const odd = {
    datestyle: `'German'`,
    timezone: `'Europe/Amsterdam'`,
    statement_timeout: '0',
    lock_timeout: '1',
    standard_conforming_strings: 'off',
    default_transaction_isolation: `'serializable'`,
    plan_cache_mode: 'auto',
    jit: 'on',
    idle_in_transaction_session_timeout: `'1h'`,
    transaction_timeout: `'1h'`,
  };
  await own.administer(...Object.entries(odd).map(([name, value]) => `alter role ${own.name} set ${name} to ${value}`));
});
afterAll(async () => {
  await own.drop();
  await postgres.close();
});

const SHOWN = `
  select json_object_agg(lower(name), current_setting(name)) as shown from pg_settings
  where lower(name) in ('datestyle', 'timezone', 'statement_timeout', 'lock_timeout', 'standard_conforming_strings',
    'default_transaction_isolation', 'plan_cache_mode', 'jit')`;
const asNeeded = {
  datestyle: 'ISO, DMY',
  timezone: 'UTC',
  statement_timeout: '15s',
  lock_timeout: '0',
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read committed',
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
};

describe('a role with settings of its own', () => {
  it('gets those that Atrium needs on each connection, whichever it is', async () => {
    const database = await RelationalDatabase.open({ url: own.url, poolSize: 1 });
    const shown = async (lookup: boolean) =>
      (await database.rows<{ shown: object }>({ text: SHOWN, values: [], lookup }))[0]!.shown;
    expect(await shown(false)).toEqual(asNeeded);
    expect(await shown(true)).toEqual(asNeeded);
    const [inUnitOfWork] = await database.em.execute<{ shown: object }[]>(SHOWN);
    expect(inUnitOfWork!.shown).toEqual(asNeeded);
    await database.close();
  });

  it('has its tables made, and times are written and read as ever', async () => {
    await prepareDatabase(own.address());
    const test = await TestApp.start({ databaseUrl: own.url });
    const payload = await test.signedOut.mutate(
      `mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { user { createdAt } } userErrors { code message path } } }`,
      { email: 'ada@people.example', password: 'correct horse battery', name: 'Ada' },
    );
    const { createdAt } = payload.viewer.user;
    expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(Math.abs(Date.now() - Date.parse(createdAt))).toBeLessThan(60_000);
    await test.close();
  });

  it('imports without its timeouts', async () => {
    const [row] = await inTransaction(own.url, new AbortController().signal, async (client) => {
      const { rows } = await client.query<{ settings: string[] }>(
        `select array(select current_setting(name) from pg_settings where name in
          ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'transaction_isolation', 'DateStyle', 'TimeZone', 'standard_conforming_strings')
          order by lower(name)) as settings`,
      );
      return rows;
    });
    expect(row!.settings).toEqual(['ISO, DMY', '0', '0', 'on', '0', 'UTC', 'read committed', '0']);
  });
});
