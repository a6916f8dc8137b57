import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Logs more than a pipe holds, and ends as `serve` does. */
const program = `
  import { createLogger } from './dist/bin/logging/create-logger.js';
  import { outliveReaders } from './dist/bin/run.js';
  outliveReaders();
  const log = await createLogger({ log: { level: 'info', file: null } });
  for (let line = 0; line < 2_000; line += 1) log.logger.info({ line }, 'x'.repeat(200));
  process.stdout.write('said\\n');
  await log.close();
  process.exit(0);
`;

/** Runs it with standard output to somewhere. @returns its exit code, and what it said on standard error. */
async function run(output: number): Promise<{ code: number | null; told: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', output, 'pipe'] });
  let told = '';
  child.stderr!.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, told };
}

describe('standard output that takes no more lines does not hold up the end', () => {
  let folder: string;
  let reader: number;
  let writer: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atrium-output-'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    reader = openSync(join(folder, 'pipe'), constants.O_RDONLY | constants.O_NONBLOCK);
    // Without O_NONBLOCK, as a shell opens a pipe: who writes to it when it is full stands still.
    writer = openSync(join(folder, 'pipe'), constants.O_WRONLY);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('since its reader does not read', async () => {
    const { code, told } = await run(writer);
    closeSync(writer);
    const buffer = Buffer.alloc(1024 * 1024);
    const text = buffer.subarray(0, readSync(reader, buffer)).toString();
    closeSync(reader);
    const lost = Number(/^The log could not be written to standard output to its end; lines lost: (\d+)\.\n$/.exec(told)?.[1]);
    expect({ code, all: text.match(/"line":\d+.*\n/g)!.length + lost }).toEqual({ code: 0, all: 2_000 });
  });

  it('since its reader is gone', async () => {
    closeSync(reader);
    expect(await run(writer)).toEqual({
      code: 0,
      told: expect.stringMatching(
        /^The log cannot be written to standard output: broken pipe \(EPIPE\)\. .+\nThe log could not .+\n$/,
      ),
    });
    closeSync(writer);
  });

  it('since its disk is full', async () => {
    closeSync(reader);
    const full = openSync('/dev/full', constants.O_WRONLY);
    const { code, told } = await run(full);
    closeSync(full);
    closeSync(writer);
    expect({ code, told: told.split('\n') }).toEqual({
      code: 0,
      told: expect.arrayContaining([
        expect.stringContaining('The log cannot be written to standard output: no space left on device (ENOSPC).'),
        expect.stringContaining('The log could not be written to standard output to its end; lines lost: 2000.'),
        'Standard output cannot be written: no space left on device (ENOSPC).',
      ]),
    });
  });
});
