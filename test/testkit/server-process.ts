import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadMansSwitch } from './dead-mans-switch.js';

/** A server as operators run it: a process of its own, built. */
export class ServerProcess {
  url = '';
  output = '';

  private constructor(
    readonly child: ChildProcess,
    private readonly dataDir: string,
    private readonly letGo: () => void,
  ) {}

  /** Starts `atrium serve` and waits until it says where it answers. */
  static async start(environment: Record<string, string> = {}): Promise<ServerProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), 'atrium-serve-'));
    const child = spawn(process.execPath, ['dist/bin/atrium.js', 'serve'], {
      env: {
        PATH: process.env['PATH'],
        HOME: dataDir,
        ATRIUM_ENV: 'test',
        ATRIUM_DATA_DIR: join(dataDir, 'data'),
        PORT: '0',
        LOG_LEVEL: 'warn',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new ServerProcess(child, dataDir, deadMansSwitch.holdFolder(dataDir));
    deadMansSwitch.holdProcess(child);
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        server.output += chunk.toString();
        const address = /answers at (http:\/\/\S+)\/graphql/.exec(server.output)?.[1];
        if (address) {
          server.url = address;
          resolve();
        }
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${server.output}`)));
    });
    return server;
  }

  /**
   * Sends a signal, and looks at what the server leaves in its data directory before that is removed.
   * @returns the exit code, and how many milliseconds it took to end.
   */
  async end(
    signal: NodeJS.Signals,
    look: (dataDir: string) => Promise<void> = async () => undefined,
  ): Promise<{ code: number | null; milliseconds: number }> {
    const began = Date.now();
    const code = await new Promise<number | null>((resolve) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) return resolve(this.child.exitCode);
      this.child.once('exit', resolve);
      this.child.kill(signal);
    });
    const milliseconds = Date.now() - began;
    await look(join(this.dataDir, 'data'));
    await rm(this.dataDir, { recursive: true, force: true });
    this.letGo();
    return { code, milliseconds };
  }
}
