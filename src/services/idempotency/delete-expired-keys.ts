import type { RelationalDatabase } from '../../database/relational-database.js';

const ROWS_PER_STATEMENT = 1_000;

/** Deletes the idempotency keys whose day is over, some at a time. @returns how many. */
export async function deleteExpiredKeys(database: RelationalDatabase, now: Date): Promise<number> {
  for (let deleted = 0; ;) {
    const rows = await database.rows({
      text: `delete from idempotency_keys where hash in (
        select hash from idempotency_keys where expires_at <= $1 limit ${ROWS_PER_STATEMENT} for update skip locked) returning 1`,
      values: [now],
    });
    deleted += rows.length;
    if (rows.length < ROWS_PER_STATEMENT) return deleted;
  }
}
