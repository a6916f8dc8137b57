import { readFileSync } from 'node:fs';
import type { ServerProcess } from './server-process.js';
import { rawRequest } from './raw-request.js';

/** Another client of a server, which asks whether it lives, over and over, while something else is asked. */
export class Bystander {
  constructor(private readonly server: ServerProcess) {}

  /**
   * The longest that it had to wait, in milliseconds for which the server worked meanwhile: until its answer, the thread that
   * answers everybody was busy for so long. On Linux what else the machine does is not counted, nor that this process waits for its
   * turn, so that the figure stands on a busy machine, too; elsewhere it is time by the clock.
   */
  async longestWaitDuring<T>(work: () => Promise<T>): Promise<{ waited: number; answer: T }> {
    let over = false;
    const working = work().finally(() => (over = true));
    let waited = 0;
    // A request that fails is reported by the work itself.
    do waited = Math.max(waited, await this.waitOnce());
    while (!over);
    return { waited, answer: await working };
  }

  private async waitOnce(): Promise<number> {
    const before = this.worked();
    const { status } = await rawRequest(this.server.url, { method: 'GET', path: '/health/live' });
    if (status !== 200) throw new Error(`The server answers ${status}.`);
    return this.worked() - before;
  }

  /** Milliseconds for which the main thread of the server was on a processor (sched-stats.rst of Linux, /proc/<pid>/schedstat). */
  private worked(): number {
    if (process.platform !== 'linux') return performance.now();
    const { pid } = this.server.child;
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6;
  }
}

/** The least of what some tries come to: each may be disturbed by what has to be done now and then, none is faster than the work. */
export async function bestOf<T extends { waited: number }>(tries: number, attempt: () => Promise<T>): Promise<T> {
  let best = await attempt();
  for (let left = tries - 1; left > 0; left--) {
    const next = await attempt();
    if (next.waited < best.waited) best = next;
  }
  return best;
}
