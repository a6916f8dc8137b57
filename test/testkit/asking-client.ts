import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A client that asks a server again and again, in a thread of its own: what this one is busy with does not keep it waiting. */
export class AskingClient {
  private readonly worker: Worker;

  /** @param pid of the server. */
  constructor(url: string, pid: number) {
    this.worker = new Worker(new URL('asking-client.mjs', import.meta.url), { workerData: { url, pid } });
  }

  /** How many milliseconds of the server's work each answer took since this was last called. @throws Error when one failed. */
  async waits(): Promise<number[]> {
    return this.tell('waits');
  }

  async stop(): Promise<void> {
    const ended = once(this.worker, 'exit');
    await this.tell('stop');
    await ended;
  }

  private async tell(message: string): Promise<number[]> {
    const told = once(this.worker, 'message') as Promise<[number[]]>;
    this.worker.postMessage(message);
    return (await told)[0];
  }
}
