import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadMansSwitch } from './dead-mans-switch.js';

/** What a command of `atrium` came to. */
export interface CommandOutcome {
  code: number | null;
  /** Of standard output and standard error together. */
  lines: string[];
}

/** A run of `atrium …` that a test watches and signals, in a data directory of its own that is empty at first. */
export class CommandRun {
  private output = '';
  private readonly hearers = new Set<() => void>();

  private constructor(
    private readonly folder: string,
    private readonly dataDir: string,
    private readonly ended: Promise<number | null>,
    private readonly send: (signal: NodeJS.Signals) => void,
    private readonly letGo: () => void,
  ) {}

  static async start(args: readonly string[], environment: Record<string, string> = {}): Promise<CommandRun> {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-command-'));
    const dataDir = environment['ATRIUM_DATA_DIR'] ?? join(folder, 'data');
    const child = spawn(process.execPath, [join(process.cwd(), 'dist/bin/atrium.js'), ...args], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        ATRIUM_ENV: 'test',
        PORT: '0',
        LOG_LEVEL: 'warn',
        ATRIUM_DATA_DIR: dataDir,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    deadMansSwitch.holdProcess(child);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const run = new CommandRun(folder, dataDir, ended, (signal) => child.kill(signal), deadMansSwitch.holdFolder(folder));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        run.output += chunk.toString();
        run.hearers.forEach((hear) => hear());
      });
    void ended.then(() => run.hearers.forEach((hear) => hear()));
    return run;
  }

  /** Waits until it has said that. @throws Error when it ends without. */
  async said(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const hear = () => this.output.includes(text) && resolve();
      this.hearers.add(hear);
      hear();
      void this.ended.then(() => reject(new Error(`It ended without saying "${text}":\n${this.output}`)));
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.send(signal);
  }

  /** Waits for its end, and looks with `look` at what it leaves in the data directory before that is removed. */
  async end(look: (dataDir: string) => Promise<void> = async () => undefined): Promise<CommandOutcome> {
    const code = await this.ended;
    await look(this.dataDir);
    await rm(this.folder, { recursive: true, force: true });
    this.letGo();
    return { code, lines: this.output.split('\n').filter((line) => line !== '') };
  }
}
