import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { deadMansSwitch } from './dead-mans-switch.js';
import { eventually } from './socket.js';

/** A service of a test's own: a program on a port of 127.0.0.1. */
export class OwnProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts it, and waits until it takes connections. */
  static async start(program: string, args: readonly string[], port: number): Promise<OwnProcess> {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    let trouble: Error | null = null;
    child.once('error', (error) => (trouble = error));
    child.once('exit', (code) => (trouble = new Error(`${program} ended with ${code}:\n${output}`)));
    if (child.pid !== undefined) deadMansSwitch.holdProcess(child);
    await eventually(async () => {
      if (trouble) throw trouble;
      return (await takesConnections(port)) || undefined;
    }, 10_000);
    return new OwnProcess(child);
  }

  /** Has it end by itself, and waits for that. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
