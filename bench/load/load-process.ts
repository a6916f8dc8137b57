import { fork, type ChildProcess } from 'node:child_process';
import type { LoadMessage, LoadOrder, LoadOutcome } from './load.ts';

/** The load generator, from outside. One order at a time. */
export class LoadProcess {
  readonly #child: ChildProcess = fork(new URL('load-generator.ts', import.meta.url), { serialization: 'advanced' });

  /** @param begun is called when the warming up is over. */
  run(order: LoadOrder, begun: () => unknown): Promise<LoadOutcome> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        this.#child.off('message', hear);
        this.#child.off('exit', gone);
      };
      const gone = () => reject(new Error('the load generator ended'));
      const hear = (message: LoadMessage) => {
        if (message.kind === 'begun') return void begun();
        finish();
        if (message.kind === 'done') resolve(message.outcome);
        else reject(new Error(message.message));
      };
      this.#child.on('message', hear);
      this.#child.once('exit', gone);
      this.#child.send(order);
    });
  }

  close(): void {
    this.#child.disconnect();
  }
}
