import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { connectAsSuperuser } from './connect.js';

/** Sees to it that PostgreSQL runs, as long as its user does. */
export interface Watch {
  stop(): Promise<void>;
}

/**
 * Holds a connection, which tells of PostgreSQL's end at once, and calls `restart` when it is lost; again and again while that
 * fails. Keeps no process alive by itself.
 */
export function watchPostgres(
  cluster: Cluster,
  port: number,
  restart: (signal: AbortSignal) => Promise<void>,
  onProgress: (line: string) => void,
): Watch {
  const stopping = new AbortController();
  const { signal } = stopping;

  const watching = (async () => {
    let lastTrouble = '';
    while (!signal.aborted) {
      try {
        await connectionLost(cluster, port, signal);
        if (signal.aborted) return;
        await restart(signal);
        lastTrouble = '';
        await delay(100, undefined, { signal, ref: false });
      } catch (error) {
        if (signal.aborted) return;
        const trouble = (error as Error).message;
        if (trouble !== lastTrouble) onProgress(trouble);
        lastTrouble = trouble;
        await delay(1_000, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** Ends when the connection does, could not be made, or is not wanted any more. */
async function connectionLost(cluster: Cluster, port: number, signal: AbortSignal): Promise<void> {
  const client = await connectAsSuperuser(cluster, port).catch(() => null);
  if (!client) return;
  // pg's types lack these two.
  const connection = client as typeof client & { ref(): void; unref(): void };
  connection.unref();
  const end = new Promise<void>((resolve) => client.once('end', () => resolve()));
  const hangUp = () => {
    // Whoever closes waits for the end, which must come even when nothing else keeps the process alive.
    connection.ref();
    void client.end().catch(() => {});
  };
  if (signal.aborted) hangUp();
  else signal.addEventListener('abort', hangUp, { once: true });
  await end;
  signal.removeEventListener('abort', hangUp);
}
