import { StartError } from '../../shared/errors.js';
import type { Cluster } from './cluster.js';
import { connectAsSuperuser } from './connect.js';

/**
 * How this cluster's PostgreSQL answers on the port: `ready`, `busy` (starting, recovering or stopping), or `silent`.
 * SCRAM proves the server to the client, too: nobody else can pass for it. StartError when it refuses our password.
 */
export async function ask(cluster: Cluster, port: number): Promise<'ready' | 'busy' | 'silent'> {
  try {
    const client = await connectAsSuperuser(cluster, port);
    try {
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory === cluster.data ? 'ready' : 'silent';
    } finally {
      await client.end();
    }
  } catch (error) {
    return meaningOf((error as { code?: string }).code, cluster);
  }
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
function meaningOf(code: string | undefined, cluster: Cluster) {
  if (code === '57P03') return 'busy';
  if (code === '53300') return 'ready';
  if (code === '28P01')
    throw new StartError(`The database in ${cluster.home} does not take the password in ${cluster.home}/credentials.json.`);
  return 'silent';
}
