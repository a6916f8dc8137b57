import { Redis } from 'ioredis';

/** The number of the database that an address of Redis names, as the client reads it; 0 unless told. Connects to nothing. */
export const redisDatabaseOf = (url: string): number => new Redis(url, { lazyConnect: true }).options.db ?? 0;
