import { RelationalDatabase } from '../../../src/database/relational-database.js';
import type { Statement } from '../../../src/database/row-source.js';
import { CuttableProxy } from '../../testkit/cuttable-proxy.js';
import { testDatabase, type TestDatabase } from '../../testkit/database.js';
import { eventually } from '../../testkit/socket.js';

interface Answer {
  n: number;
  pid: number;
}

let server: TestDatabase;
let proxy: CuttableProxy;
let database: RelationalDatabase;
beforeAll(async () => {
  server = await testDatabase();
  proxy = await CuttableProxy.to(server.url);
});
beforeEach(async () => {
  database = await RelationalDatabase.open({ url: proxy.url, poolSize: 1 });
});
afterEach(() => database.close());
afterAll(async () => {
  await proxy.cut();
  await server.drop();
});

const lookup = (n: number): Statement => ({
  name: 'lookup',
  text: 'select 12 / $1::int as n, pg_backend_pid() as pid',
  values: [n],
  lookup: true,
});
const SLEEP = { text: 'select pg_sleep(0.5)', values: [] };

const pidOfPool = async () => (await database.rows<Answer>({ ...lookup(1), lookup: false }))[0]!.pid;
/** Until then the pool answers. */
const onTheirOwn = (pool: number) =>
  eventually(async () => {
    const [row] = await database.rows<Answer>(lookup(1));
    return row!.pid === pool ? undefined : row!.pid;
  });

describe('lookups', () => {
  it('share two connections, and each gets its own answer or its own error', async () => {
    await onTheirOwn(await pidOfPool());
    const asked = Array.from({ length: 300 }, (_, i) => i % 5);
    const answers = await Promise.allSettled(asked.map((n) => database.rows<Answer>(lookup(n))));
    answers.forEach((answer, i) => {
      if (asked[i] === 0) expect(answer).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
      else expect(answer).toMatchObject({ status: 'fulfilled', value: [{ n: Math.floor(12 / asked[i]!) }] });
    });
    const pids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.map(({ pid }) => pid) : []));
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
  });

  it('do not wait for what is long', async () => {
    await onTheirOwn(await pidOfPool());
    let slept = false;
    const sleeping = database.rows(SLEEP).then(() => (slept = true));
    expect(await database.rows<Answer>(lookup(4))).toMatchObject([{ n: 3 }]);
    expect(slept).toBe(false);
    await sleeping;
  });

  it('are answered by the pool while their connection is gone, and have one again a moment later', async () => {
    const before = await onTheirOwn(await pidOfPool());
    const lost = database.rows({ text: 'select pg_sleep(10)', values: [], name: 'sleep', lookup: true });
    const cut = expect(lost).rejects.toThrow();
    await proxy.cut();
    await cut;
    await proxy.open();
    const pool = await pidOfPool();
    expect(await database.rows<Answer>(lookup(3))).toEqual([{ n: 4, pid: pool }]);
    expect(await onTheirOwn(pool)).not.toBe(before);
  });

  it('on their way are answered before the database is closed', async () => {
    await onTheirOwn(await pidOfPool());
    const asked = Array.from({ length: 40 }, () => database.rows<Answer>(lookup(6)));
    await database.close();
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject([{ n: 2 }]);
    database = await RelationalDatabase.open({ url: proxy.url, poolSize: 1 });
  });
});
