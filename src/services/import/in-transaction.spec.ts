import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../../test/testkit/database.js';
import { ImportError } from './import-error.js';
import { inTransaction } from './in-transaction.js';

const slug = `insert into organizations (id, created_at, updated_at, slug, name) values (gen_random_uuid(), now(), now(), 'acme', 'Acme')`;

describe('the transaction of an import', () => {
  let database: TestDatabase;
  let other: pg.Client;

  beforeEach(async () => {
    database = await testDatabase();
    other = new pg.Client({ connectionString: database.url });
    await other.connect();
  });

  afterEach(async () => {
    await other.end();
    await database.drop();
  });

  const never = new AbortController().signal;
  const organizations = async () => (await other.query('select 1 from organizations')).rowCount;

  /** Adds a row, then sleeps in the database. */
  const sleepy = async (client: pg.Client) => {
    await client.query(slug);
    await client.query('select pg_sleep(60)');
  };

  /** Runs a statement on the process that sleeps, as soon as it does. */
  const onceAsleep = async (statement: string) => {
    const asleep = `select ${statement} from pg_stat_activity where application_name = 'atrium import' and datname = current_database() and query like '%pg_sleep%'`;
    while ((await other.query(asleep)).rowCount === 0) await setTimeout(20);
  };

  it('keeps what the work did, and answers what it answers', async () => {
    expect(await inTransaction(database.url, never, async (client) => (await client.query(slug)).rowCount)).toBe(1);
    expect(await organizations()).toBe(1);
  });

  it('knows no timeouts', async () => {
    const timeouts = await inTransaction(database.url, never, async (client) =>
      Promise.resolve(
        (await client.query(`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`))
          .rows,
      ),
    );
    expect(timeouts).toEqual([{ statement: '0', lock: '0' }]);
  });

  it('keeps nothing when the work fails, and passes on why', async () => {
    const failure = new Error('a mistake');
    const failing = inTransaction(database.url, never, async (client) => {
      await client.query(slug);
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await organizations()).toBe(0);
  });

  it('is given up by a signal while a statement runs', async () => {
    const stopper = new AbortController();
    const stopped = inTransaction(database.url, stopper.signal, sleepy).catch((error: unknown) => error);
    await onceAsleep('1');
    stopper.abort();
    expect(await stopped).toEqual(new ImportError('The import was stopped; nothing of it stays.'));
    expect(await organizations()).toBe(0);
  });

  it('says in one line that the connection was lost', async () => {
    const lost = inTransaction(database.url, never, sleepy).catch((error: unknown) => error);
    await onceAsleep('pg_terminate_backend(pid)');
    const error = await lost;
    expect(error).toBeInstanceOf(ImportError);
    expect((error as ImportError).message).toMatch(/^The database did not take the import, nothing of it stays: .*terminat/);
    expect(await organizations()).toBe(0);
  });
});
