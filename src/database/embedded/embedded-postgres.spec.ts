import { execFileSync } from 'node:child_process';
import { chownSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedChild } from '../../../test/testkit/embedded-child.js';
import { embeddedSandbox, isAlive, note, notes, query } from '../../../test/testkit/embedded-sandbox.js';

const box = embeddedSandbox();

describe('users of one data directory', () => {
  it('start it together: one initialises, the other joins, and the last to close stops it', async () => {
    const [server, command] = [box.start({ as: 'server' }), box.start()];
    const openings = await Promise.all([server.opening, command.opening]);
    expect(openings.map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect(openings[0].url).toBe(openings[1].url);
    expect(openings.flatMap(({ progress }) => progress)).toEqual(['Initialising the embedded PostgreSQL.']);

    const pid = box.postmasterPid()!;
    await command.close();
    await expect(note(openings[0].url!, 'still there')).resolves.toBeDefined();
    await server.close();
    expect(isAlive(pid)).toBe(false);
    expect(box.postmasterPid()).toBeNull();
  });

  it('close even when nothing else keeps them alive', async () => {
    const server = box.start({ as: 'server', then: 'close' });
    await server.url();
    await server.end();
    expect(box.postmasterPid()).toBeNull();
  });

  it('are not disturbed when the one that started it ends', async () => {
    const first = box.start();
    const url = await first.url();
    const server = box.start({ as: 'server' });
    await server.url();

    await first.close();
    await expect(query(url, 'SELECT 1')).resolves.toEqual([1]);
  });

  it('do not count when they were killed', async () => {
    const killed = box.start();
    await killed.url();
    const closing = box.start();
    await closing.url();
    const pid = box.postmasterPid()!;

    await killed.kill();
    expect(isAlive(pid)).toBe(true);
    await closing.close();
    expect(isAlive(pid)).toBe(false);
  });

  it('end when they have nothing more to do, even without closing; the next one adopts what they left', async () => {
    await box.start({ as: 'server', then: 'forget' }).end();
    const pid = box.postmasterPid()!;
    expect(isAlive(pid)).toBe(true);

    const next = box.start({ as: 'server' });
    await next.url();
    expect(box.postmasterPid()).toBe(pid);
    await next.close();
    expect(isAlive(pid)).toBe(false);
  });
});

describe('the one server', () => {
  it('is named to a second one, which is refused', async () => {
    const first = box.start({ as: 'server' });
    await first.url();

    const { failure } = await box.start({ as: 'server' }).opening;
    const [, since] = /, since (\S+)\)/.exec(failure!) ?? [];
    expect(failure).toBe(
      `StartError: Another Atrium server (process ${first.pid}, since ${since}) already runs on ${box.dataDir}. Stop it, or set ATRIUM_DATA_DIR to another directory.`,
    );
    expect(Math.abs(Date.now() - Date.parse(since!))).toBeLessThan(60_000);
  });

  it('is one of two that start at the same time', async () => {
    const openings = await Promise.all([box.start({ as: 'server' }).opening, box.start({ as: 'server' }).opening]);
    expect(openings.filter(({ url }) => url !== undefined)).toHaveLength(1);
    expect(openings.filter(({ failure }) => failure?.startsWith('StartError: Another Atrium server'))).toHaveLength(1);
  });
});

describe('the database', () => {
  let child: EmbeddedChild;
  let url: string;

  beforeEach(async () => {
    child = box.start();
    url = await child.url();
  });

  it('keeps its passwords to its owner, and asks everybody for them', async () => {
    expect(statSync(join(box.dataDir, 'postgres/credentials.json')).mode & 0o777).toBe(0o600);
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    await expect(query(url, "SELECT pg_read_file('/etc/hostname')")).rejects.toThrow('permission denied');
  });

  it('sorts alike on every machine, takes the extensions, and lets tests make databases', async () => {
    expect(await query(url, "SELECT datlocale FROM pg_database WHERE datname = 'atrium'")).toEqual(['C.UTF-8']);
    await query(url, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION citext; CREATE EXTENSION pgcrypto; CREATE EXTENSION unaccent');
    await query(url, 'CREATE DATABASE copy TEMPLATE atrium');
    expect(await query(url.replace(/atrium$/, 'copy'), "SELECT 'É'::citext = 'é'")).toEqual([true]);
  });
});

describe('trouble', () => {
  it('is one clear line: the data directory cannot be used', async () => {
    writeFileSync(box.dataDir, 'a file');
    const { failure } = await box.start().opening;
    expect(failure).toMatch(/^StartError: The data directory \S+ cannot be used: [^\n]+$/);
  });

  it("is one clear line: PostgreSQL's own words when it does not start", async () => {
    const first = box.start();
    await first.url();
    await first.close();
    writeFileSync(join(box.dataDir, 'postgres/data/postgresql.conf'), 'no_such_setting = 1\n');
    const { failure } = await box.start().opening;
    expect(failure).toMatch(/^StartError: The embedded PostgreSQL in \S+ does not start: [^\n]*no_such_setting[^\n]*$/);
  });
});

/** Only root on Linux may become somebody else. */
const mayBecomeAnother = process.getuid?.() === 0 && process.platform === 'linux';
const asRoot = mayBecomeAnother ? it : it.skip;
if (!mayBecomeAnother)
  process.stderr.write('Left out: what other users see of the embedded PostgreSQL; only root on Linux can try it.\n');

function canRun(file: string, args: string[], user: { uid?: number; gid?: number } = {}): boolean {
  try {
    execFileSync(file, args, { uid: user.uid, gid: user.gid, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

describe('whoever runs it', () => {
  asRoot('an ordinary user, in a home that only that user can read', async () => {
    const nobody = { uid: 65534, gid: 65534, home: box.home };
    chownSync(box.home, nobody.uid, nobody.gid);
    expect(statSync(box.home).mode & 0o777).toBe(0o700);
    if (!canRun(process.execPath, ['--version'], nobody))
      return console.log('Left out: an ordinary user cannot reach this Node.');

    const first = box.start({}, nobody);
    await note(await first.url(), 'kept');
    expect(statSync(join(box.dataDir, 'postgres/data')).uid).toBe(nobody.uid);
    await first.close();

    const root = box.start();
    expect(await notes(await root.url())).toEqual(['kept']);
    await root.close();
    const again = box.start({}, nobody);
    expect(await notes(await again.url())).toEqual(['kept']);
    await again.close();
  });

  asRoot('another user than its owner is told so', async () => {
    const nobody = { uid: 65534, gid: 65534, home: box.home };
    if (!canRun(process.execPath, ['--version'], nobody))
      return console.log('Left out: an ordinary user cannot reach this Node.');
    await box.start().url();
    expect((await box.start({}, nobody).opening).failure).toMatch(
      /^StartError: The data directory \S+ cannot be used: EACCES[^\n]+$/,
    );
  });

  asRoot('root where user namespaces are forbidden', async () => {
    if (!canRun('unshare', ['--user', 'true'])) return console.log('Left out: they are forbidden to this test already.');
    const first = box.start({}, { confined: true });
    const { url, progress, failure } = await first.opening;
    expect(failure).toBeUndefined();
    expect(progress.at(-1)).toMatch(/^PostgreSQL cannot run as root here \(.+\): it runs as \w+, and its files lie in \/\S+\.$/);
    await note(url!, 'kept');
    expect(statSync(join(box.dataDir, 'postgres/data')).uid).not.toBe(0);
    await first.close();
    expect(box.postmasterPid()).toBeNull();

    const second = box.start({}, { confined: true });
    expect(await notes(await second.url())).toEqual(['kept']);
    await second.close();
  });
});
