import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { createLogger } from './logger.js';

describe('the log', () => {
  it('tells of a request what it was, and nothing of its headers', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'atrium-log-'));
    const file = join(directory, 'requests.log');
    const log = createLogger({ log: { level: 'info', file } } as Config);
    const headers = { authorization: 'Bearer secret', cookie: 'atrium_refresh=secret' };
    log.info(
      { req: { method: 'POST', url: '/graphql', host: 'here', ip: '127.0.0.1', socket: { remotePort: 1 }, headers } },
      'grüße',
    );
    const text = await written(file);
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({
      msg: 'grüße',
      req: { method: 'POST', url: '/graphql', remoteAddress: '127.0.0.1' },
    });
    await rm(directory, { recursive: true });
  });
});

/** Lines are written a moment after they were logged. */
async function written(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
