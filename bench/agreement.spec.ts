import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const { url } = JSON.parse(process.env['TEST_POSTGRES']!) as { url: string };
const bench = new URL('run.ts', import.meta.url).pathname;

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [bench, ...args], { env: { PATH: process.env['PATH'], DATABASE_URL: url } });

describe('npm run bench', () => {
  // The other servers are not installed for the tests; `npm run bench -- --check` asks them, too.
  it('finds that Atrium answers what hand-written statements answer', async () => {
    const { stderr } = await run('--check', '--only', 'streams,Q1,Q2,Q3,Q4,Q5,M1,atrium,limit-json,limit-rows');
    expect(stderr.match(/\w\d: 3 servers agree/g)).toEqual(
      ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'M1'].map((name) => `${name}: 3 servers agree`),
    );
    expect(stderr).toMatch('streams: Atrium told 20 sockets 50 events, each once and in their order');
  }, 60_000);

  it('explains itself, and says what is wrong with an argument', async () => {
    expect((await run('--help')).stdout).toMatch('Usage: npm run bench');
    await expect(run('--only', 'Q9')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('There is no "Q9".') });
  });
});
