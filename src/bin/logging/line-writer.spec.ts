import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../test/testkit/socket.js';
import { LineWriter } from './line-writer.js';
import { openFile } from './open-destination.js';
import { Outage } from './outage.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** More than a pipe holds (64 KiB on Linux). */
const MANY = Array.from({ length: 300 }, (_, number) => `${number} ${'x'.repeat(990)}\n`);

/** A writer that tells of its troubles as the log does. */
function writerTo(descriptor: number, capacity?: number) {
  const told: string[] = [];
  const outage = new Outage('the place', (line) => told.push(line));
  const writer = new LineWriter(descriptor, {
    ...(capacity !== undefined && { capacity }),
    onFailure: (error) => outage.failed(error),
    onDrop: () => outage.drop(),
    onCaughtUp: () => outage.end(),
    gap: (lines) => `gap of ${lines}\n`,
  });
  return { writer, told };
}

/** A pipe with a name, and a reader that reads only when it is told to. */
async function openPipe() {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const buffer = Buffer.alloc(1024 * 1024);
  return {
    descriptor: await openFile(path),
    /** What has arrived since. */
    read(): string {
      try {
        return buffer.subarray(0, readSync(reader, buffer)).toString();
      } catch {
        return '';
      }
    },
    leave: () => closeSync(reader),
  };
}

describe('a writer of lines', () => {
  it('writes in order what a slow reader takes in its own time', async () => {
    const pipe = await openPipe();
    const { writer, told } = writerTo(pipe.descriptor);
    for (const line of MANY) writer.write(line);
    let text = '';
    await eventually(() => (text += pipe.read()).length >= MANY.join('').length);
    expect(text).toBe(MANY.join(''));
    expect({ lost: await writer.close(), told }).toEqual({ lost: 0, told: [] });
    pipe.leave();
  });

  it('drops what does not fit in memory while nobody reads, and says where and how much once somebody does', async () => {
    const pipe = await openPipe();
    const { writer, told } = writerTo(pipe.descriptor, 100_000);
    for (const line of MANY) writer.write(line);
    expect(told).toEqual([expect.stringContaining('cannot be written to the place as fast as it grows')]);
    let text = '';
    await eventually(() => (text += pipe.read()).includes('gap of '));
    writer.write('the next\n');
    await eventually(() => (text += pipe.read()).endsWith('the next\n'));
    const lines = text.split(/(?<=\n)/);
    const dropped = Number(/gap of (\d+)/.exec(text)![1]);
    expect(lines).toEqual([...MANY.slice(0, MANY.length - dropped), `gap of ${dropped}\n`, 'the next\n']);
    expect(told.slice(1)).toEqual([`The log is written to the place again; lines dropped: ${dropped}.`]);
    await writer.close();
    pipe.leave();
  });

  it('writes a line that is half written once more, as a whole, where it goes on', async () => {
    const pipe = await openPipe();
    const { writer } = writerTo(pipe.descriptor);
    for (const line of MANY) writer.write(line);
    // The write that is under way goes as far as the pipe has room, and cuts a line.
    const file = join(folder, 'next.log');
    writer.moveTo(await openFile(file));
    expect(await writer.close()).toBe(0);
    const before = pipe.read();
    expect(before.endsWith('\n')).toBe(false);
    const whole = before.slice(0, before.lastIndexOf('\n') + 1);
    expect(whole + readFileSync(file, 'utf8')).toBe(MANY.join(''));
    pipe.leave();
  });

  it('tells once that the disk is full, keeps what fits, and writes it when there is room', async () => {
    const { writer, told } = writerTo(await openFile('/dev/full'), 100_000);
    writer.write('the first\n');
    await eventually(() => told.length > 0);
    for (const line of MANY) writer.write(line);
    const file = join(folder, 'a.log');
    writer.moveTo(await openFile(file));
    expect(await writer.close()).toBe(0);
    const [, kept, dropped] = /^the first\n((?:\d+ x+\n)+)gap of (\d+)\n$/.exec(readFileSync(file, 'utf8'))!;
    expect(kept!.split('\n').length - 1 + Number(dropped)).toBe(MANY.length);
    expect(told).toEqual([
      'The log cannot be written to the place: no space left on device (ENOSPC). Atrium goes on; lines are kept in memory as far as they fit there, and are written once they can be.',
      `The log is written to the place again; lines dropped: ${dropped}.`,
    ]);
  });

  it('tells of a reader that is gone, and does not wait for it in the end', async () => {
    const pipe = await openPipe();
    const { writer, told } = writerTo(pipe.descriptor);
    pipe.leave();
    writer.write('unheard\n');
    expect(await writer.close()).toBe(1);
    expect(told).toEqual([expect.stringContaining('broken pipe (EPIPE)')]);
  });

  it('gives a reader that stands still a moment in the end, and counts what it did not take', async () => {
    const pipe = await openPipe();
    const { writer } = writerTo(pipe.descriptor);
    for (const line of MANY) writer.write(line);
    const lost = await writer.close();
    const whole = pipe.read().split('\n').length - 1;
    expect({ lost: lost > 0, all: whole + lost }).toEqual({ lost: true, all: MANY.length });
    pipe.leave();
  });
});
