import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const SETTLED = `
  select not exists (select from outbox_events)
    and not exists (select from consumer_checkpoints where position < (select coalesce(max(position), 0) from event_log)) as settled`;

/** Waits until Atrium has carried on all that was written: an event costs more than its row. */
export async function settled(client: pg.Client): Promise<void> {
  for (const end = performance.now() + 120_000; performance.now() < end; await sleep(25)) {
    const { rows } = await client.query<{ settled: boolean }>(SETTLED);
    if (rows[0]?.settled) return;
  }
  throw new Error('Atrium did not carry on its events within two minutes.');
}
