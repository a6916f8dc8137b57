import pg from 'pg';
import type { Cluster } from './cluster.js';
import { SUPERUSER } from './cluster.js';

/** A connection of the administrator to the maintenance database. The caller ends it. */
export async function connectAsSuperuser({ credentials }: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: credentials.superuser,
    database: 'postgres',
    application_name: 'atrium embedded',
    connectionTimeoutMillis: 5_000,
  });
  // A connection that breaks is seen by who waits for it; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}
