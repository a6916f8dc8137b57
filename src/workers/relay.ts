import { lockKey } from '../database/advisory-locks.js';
import { named } from '../database/named-statement.js';
import type { RelationalDatabase } from '../database/relational-database.js';

const BATCH = 500;

/** The function is told of in the migration that makes it. */
const RELAY = named(`select relay_events(${lockKey('relay')}, $1::integer) as "moved"`);

/** Moves what waits from the outbox to the log, batch by batch. @returns how many were taken from the outbox. */
export async function relayEvents(database: RelationalDatabase): Promise<number> {
  for (let total = 0; ;) {
    const [row] = await database.rows<{ moved: number }>({ ...RELAY, values: [BATCH] });
    total += row!.moved;
    if (row!.moved < BATCH) return total;
  }
}
