import type { Config } from '../../config/config.js';
import { sessionGaps, mustRun, STALE } from '../../database/session/role-defaults.js';
import { withClient } from '../../database/with-client.js';
import { lookAtServer, lookAtTables, poolingOf, UNTRACKED } from '../database-state.js';
import { addressesOf, openDatabase, type DatabaseAddress } from '../database-address.js';
import type { Finding } from './check.js';

/** The server, the tables, and the pooler if there is one. */
export async function database(config: Config): Promise<readonly Finding[]> {
  const address = await openDatabase(config, 'command');
  try {
    const { facts, problems, warnings } = await lookAtServer(address);
    const version = `${address.embedded ? 'embedded ' : ''}PostgreSQL ${facts.version}`;
    if (problems.length > 0) return [...problems.map(wrong), ...warnings.map(note)];
    const tables = await lookAtTables(address);
    if (tables.problems.length > 0) return [...tables.problems.map(wrong), ...warnings.map(note)];
    const [waiting, ahead] = [tables.pending.length, tables.newer.length];
    const state = waiting === 0 ? 'tables up to date' : `${waiting} migrations to apply: run \`migrate\``;
    return [
      ok(`${version}, ${state}${ahead === 0 ? '' : `, with ${ahead} migrations of a newer release`}`),
      ...warnings.map(note),
      ...(address.embedded ? [] : await pooler(address)),
    ];
  } finally {
    await address.close();
  }
}

async function pooler(address: DatabaseAddress): Promise<Finding[]> {
  const { pooled } = addressesOf(address);
  const pooling = await poolingOf(address);
  if (pooling === 'none') return [];
  const { unset, stale } = await withClient(pooled, sessionGaps);
  if (unset.length > 0) return [wrong(`${pooled.setting}: ${mustRun(unset)} ("atrium migrate" does)`)];
  if (stale) return [wrong(`${pooled.setting}: ${STALE}`)];
  if (pooling === 'untracked') return [note(`${pooled.setting}: ${UNTRACKED}`)];
  return [
    ok(`through a pooler that ${pooling === 'session' ? 'lends connections for a session' : 'tracks prepared statements'}`),
  ];
}

const ok = (text: string): Finding => ({ state: 'ok', text });
const note = (text: string): Finding => ({ state: 'note', text });
const wrong = (text: string): Finding => ({ state: 'wrong', text });
