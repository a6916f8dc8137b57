import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { eventually } from './socket.js';

/** A program of `examples/`, run as its readers run it. */
export class Example {
  /** What it has printed so far. */
  readonly lines: string[] = [];
  /** What it has complained of so far. */
  readonly complaints: string[] = [];
  private readonly child: ChildProcess;

  constructor(file: string, parameters: string[]) {
    this.child = spawn(process.execPath, [file, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.lines.push(line));
    createInterface({ input: this.child.stderr! }).on('line', (line) => this.complaints.push(line));
  }

  /** Waits until it has printed something. */
  async printed(text: string, patience: number): Promise<void> {
    await eventually(() => this.lines.some((line) => line.includes(text)) || undefined, patience).catch(() => {
      throw new Error(`${text} was not printed, but:\n${[...this.lines, ...this.complaints].join('\n')}`);
    });
  }

  /** Waits until it has complained of something. */
  async complained(text: string, patience: number): Promise<void> {
    await eventually(() => this.complaints.some((line) => line.includes(text)) || undefined, patience).catch(() => {
      throw new Error(`It did not complain of ${text}, but:\n${[...this.lines, ...this.complaints].join('\n')}`);
    });
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    await new Promise((resolve) => {
      this.child.once('exit', resolve);
      this.child.kill('SIGTERM');
    });
  }
}
