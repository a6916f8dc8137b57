import { named } from '../../database/named-statement.js';
import type { RelationalDatabase } from '../../database/relational-database.js';

/** What is known of somebody: good until their stamp has moved. */
export interface KnownRights {
  userId: string;
  rightsStamp: number;
}

/** For more, others would have to wait that share a connection. */
const FEW = 100;

const MOVED = named(`
  select known.id as "userId"
  from unnest($1::uuid[], $2::int8[]) as known (id, stamp)
  where not exists (select from users u where u.id = known.id and u.rights_stamp = known.stamp)`);

/** Those of whom not all stands any more that was known: a right has changed, or a session was ended. One statement for all. */
export async function rightsThatMoved(database: RelationalDatabase, known: readonly KnownRights[]): Promise<Set<string>> {
  const values = [known.map(({ userId }) => userId), known.map(({ rightsStamp }) => rightsStamp)];
  const rows = await database.rows<{ userId: string }>({
    ...MOVED,
    values,
    lookup: known.length <= FEW,
  });
  return new Set(rows.map(({ userId }) => userId));
}
