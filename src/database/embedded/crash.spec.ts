import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedSandbox, isAlive, kill, note, notes, query, until } from '../../../test/testkit/embedded-sandbox.js';

const box = embeddedSandbox();

describe('kill -9', () => {
  it('of the server: the next one adopts PostgreSQL, with the data', async () => {
    const first = box.start({ as: 'server' });
    await note(await first.url(), 'kept');
    const pid = box.postmasterPid();
    await first.kill();

    const second = box.start({ as: 'server' });
    expect(await notes(await second.url())).toEqual(['kept']);
    expect(box.postmasterPid()).toBe(pid);
  });

  it('of PostgreSQL under a server: it comes back at the same address, with the data', async () => {
    const server = box.start({ as: 'server', durable: true });
    const url = await server.url();
    await note(url, 'kept');
    const pid = box.postmasterPid()!;
    kill(pid);

    await until('it answers again', () =>
      notes(url).then(
        () => true,
        () => false,
      ),
    );
    expect(await notes(url)).toEqual(['kept']);
    expect(box.postmasterPid()).not.toBe(pid);
    await server.close();
    expect(box.postmasterPid()).toBeNull();
  });

  it('of both: the next one recovers, at the same address', async () => {
    const first = box.start({ as: 'server', durable: true });
    const url = await first.url();
    await note(url, 'kept');
    kill(box.postmasterPid()!);
    await first.kill();

    const second = box.start({ as: 'server', durable: true });
    expect(await second.url()).toBe(url);
    expect(await notes(url)).toEqual(['kept']);
  });

  it('of both, when the number of the dead PostgreSQL has gone to another process', async () => {
    const first = box.start({ as: 'server', durable: true });
    await note(await first.url(), 'kept');
    const pid = box.postmasterPid()!;
    kill(pid);
    await first.kill();
    await until('it is gone', () => !isAlive(pid));
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const record = join(box.dataDir, 'postgres/data/postmaster.pid');
    writeFileSync(record, readFileSync(record, 'utf8').replace(/^\d+/, String(bystander.pid)));

    expect(await notes(await box.start({ as: 'server', durable: true }).url())).toEqual(['kept']);
    expect(bystander.kill()).toBe(true);
  });

  it('in the middle of initialising leaves nothing half made', async () => {
    const first = box.start();
    await until(
      'initdb is at work',
      () => existsSync(box.dataDir) && readdirSync(box.dataDir).some((name) => name.startsWith('postgres.new-')),
    );
    await first.kill();
    expect(existsSync(join(box.dataDir, 'postgres'))).toBe(false);

    const second = box.start();
    expect(await query(await second.url(), 'SELECT current_database()')).toEqual(['atrium']);
    await second.close();
  });
});
