import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';

/** PostgreSQL takes 65,535 parameters in a statement. */
const ROWS_PER_STATEMENT = 1_000;

/** Inserts rows whose ids derive from what caused them; those that are there already stay as they are. */
export async function insertOnce<T extends { id: string }>(
  em: EntityManager,
  entity: EntityClass<T>,
  rows: readonly T[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const some = rows.slice(start, start + ROWS_PER_STATEMENT);
    await em
      .createQueryBuilder(entity)
      .insert(some as never)
      .onConflict('id' as never)
      .ignore()
      .execute();
  }
}
