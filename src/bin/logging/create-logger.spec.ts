import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import { StartError } from '../../shared/errors.js';
import { createLogger } from './create-logger.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const told: string[] = [];
const logTo = (file: string) => createLogger({ log: { level: 'info', file } } as Config, (line) => told.push(line));
const linesOf = async (file: string): Promise<any[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('the log', () => {
  it('tells of a request what it was, and nothing of its headers', async () => {
    const file = join(folder, 'requests.log');
    const log = await logTo(file);
    const headers = { authorization: 'Bearer secret', cookie: 'atrium_refresh=secret' };
    log.logger.info(
      { req: { method: 'POST', url: '/graphql', host: 'here', ip: '127.0.0.1', socket: { remotePort: 1 }, headers } },
      'grüße',
    );
    await log.close();
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({
      msg: 'grüße',
      req: { method: 'POST', url: '/graphql', remoteAddress: '127.0.0.1' },
    });
  });

  it('is rotated under load without a line that is lost or torn', async () => {
    const file = join(folder, 'a.log');
    const log = await logTo(file);
    let logged = 0;
    for (let rotation = 0; rotation < 5; rotation += 1) {
      for (let turn = 0; turn < 20; turn += 1) {
        for (let line = 0; line < 50; line += 1) log.logger.info({ logged: logged++, filling: 'x'.repeat(500) });
        await new Promise(setImmediate);
      }
      await rename(file, join(folder, `a.${rotation}`));
      log.logger.info({ logged: logged++ });
      await log.reopen();
    }
    await log.close();
    const files = await Promise.all([0, 1, 2, 3, 4].map((rotation) => linesOf(join(folder, `a.${rotation}`))));
    const numbers = [...files.flat(), ...(await linesOf(file))].map((line) => line.logged);
    expect(numbers).toEqual(Array.from({ length: logged }, (_, number) => number));
  });

  it('makes a folder that has vanished anew', async () => {
    const file = join(folder, 'logs', 'a.log');
    const log = await logTo(file);
    await rm(join(folder, 'logs'), { recursive: true });
    await log.reopen();
    log.logger.info('here');
    await log.close();
    expect(await linesOf(file)).toMatchObject([{ msg: 'here' }]);
  });

  it('goes on in the file that was open before when it cannot be opened anew, and says so', async () => {
    const file = join(folder, 'a.log');
    const log = await logTo(file);
    await rename(file, join(folder, 'moved.log'));
    await mkdir(file);
    await log.reopen();
    log.logger.info('still written');
    await log.close();
    const trouble = `LOG_FILE ${file} cannot be opened anew: illegal operation on a directory (EISDIR). The log goes on in the file that was open before.`;
    expect(told).toEqual([trouble]);
    expect(await linesOf(join(folder, 'moved.log'))).toMatchObject([{ level: 50, msg: trouble }, { msg: 'still written' }]);
  });

  it.each([
    ['a folder', '.', 'illegal operation on a directory (EISDIR)'],
    ['below a file', 'file/a.log', 'not a directory (ENOTDIR)'],
  ])('refuses in one line what is %s', async (_what, path, reason) => {
    await (await logTo(join(folder, 'file'))).close();
    const opened = logTo(join(folder, path));
    await expect(opened).rejects.toThrow(StartError);
    await expect(opened).rejects.toThrow(
      `LOG_FILE ${join(folder, path)} cannot be opened: ${reason}. Set it to a file that this user may write, or to nothing to log to standard output.`,
    );
  });
});
