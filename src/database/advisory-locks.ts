/** The numbers of PostgreSQL's advisory locks that are taken here: any will do, as long as they differ. */
export const advisoryLocks = { migration: 4_201_001, relay: 4_201_002, import: 4_201_003 } as const;
