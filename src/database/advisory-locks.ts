/** The numbers of PostgreSQL's advisory locks that are taken here: any will do, as long as they differ. */
export const advisoryLocks = { migration: 4_201_001, relay: 4_201_002, import: 4_201_003 } as const;

/**
 * The key of an advisory lock (64 bits), as an SQL expression. Advisory locks belong to a database, installations to a schema: the
 * upper half tells schemas apart. In `public` the key is the number alone, as in releases that knew no other schema.
 */
export const lockKey = (lock: keyof typeof advisoryLocks): string =>
  `${advisoryLocks[lock]} + coalesce(hashtext(nullif(current_schema(), 'public'))::bigint << 32, 0)`;
