import pg from 'pg';
import { StartError } from '../../shared/errors.js';
import type { Cluster } from './cluster.js';
import { connectAsSuperuser } from './connect.js';

/** The name of the application's database, and of its owner. */
export const DATABASE = 'atrium';

/**
 * Makes the application's database when it is not there. Its owner is no superuser, so that an injected statement cannot reach
 * the machine's files; it may make databases, which tests do. Answers the URL. Call it in turn.
 * StartError with PostgreSQL's words when it fails, as on a full disk.
 */
export async function ensureDatabase(cluster: Cluster, port: number): Promise<string> {
  try {
    const client = await connectAsSuperuser(cluster, port);
    await createIfMissing(client, cluster.credentials.application).finally(() => client.end());
  } catch (error) {
    throw new StartError(`The database in ${cluster.home} could not be made: ${(error as Error).message}`);
  }
  return `postgres://${DATABASE}:${cluster.credentials.application}@127.0.0.1:${port}/${DATABASE}`;
}

async function createIfMissing(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rows.length > 0) return;
  await client.query(`DROP ROLE IF EXISTS ${DATABASE}`);
  await client.query(`CREATE ROLE ${DATABASE} LOGIN CREATEDB PASSWORD ${pg.escapeLiteral(password)}`);
  await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
}
