import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/database/embedded/free-port.js';
import { deadMansSwitch } from './dead-mans-switch.js';
import { OwnProcess } from './own-process.js';

/** A Redis of a test's own, which can be stopped, and started again on its port with nothing in it. */
export class OwnRedis {
  private process: OwnProcess | null = null;
  private readonly letGo: () => void;

  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {
    this.letGo = deadMansSwitch.holdFolder(folder);
  }

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(await freePort(), await mkdtemp(join(tmpdir(), 'atrium-redis-')));
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = { bind: '127.0.0.1', port: String(this.port), save: '', appendonly: 'no', dir: this.folder };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    this.process = await OwnProcess.start('redis-server', args, this.port);
  }

  async stop(): Promise<void> {
    await this.process?.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
    this.letGo();
  }
}
