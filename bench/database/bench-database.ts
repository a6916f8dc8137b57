import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type * as embedded from '../../src/database/embedded/embedded-postgres.js';
import { product } from './product.ts';

/** A database of our own, for one run. */
export interface BenchDatabase {
  url: string;
  /** Where it is, for the report. */
  place: string;
  /** Drops it. */
  close(): Promise<void>;
}

/** Below it an embedded PostgreSQL lies for as long as a run takes. */
export const DATA_DIRECTORY = new URL('../../.atrium/', import.meta.url).pathname;

/** Makes a database on the server that DATABASE_URL names, or on an embedded PostgreSQL of our own, which runs as long. */
export async function makeDatabase(onProgress: (line: string) => void): Promise<BenchDatabase> {
  const given = process.env['DATABASE_URL'];
  const server = given ? { url: given, close: async () => undefined } : await startEmbedded(onProgress);
  const name = `atrium_bench_${randomBytes(4).toString('hex')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  try {
    await run(`create database ${name}`);
  } catch (error) {
    await server.close();
    throw error;
  }
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    place: given ? 'DATABASE_URL' : 'embedded',
    async close() {
      await run(`drop database if exists ${name} with (force)`).finally(() => server.close());
    },
  };
}

async function startEmbedded(onProgress: (line: string) => void) {
  const { openEmbeddedPostgres } = await product<typeof embedded>('database/embedded/embedded-postgres.js');
  await mkdir(DATA_DIRECTORY, { recursive: true, mode: 0o700 });
  const dataDir = await mkdtemp(join(DATA_DIRECTORY, 'bench-'));
  const remove = async () => {
    // Where PostgreSQL could not reach the directory, there is a link to one that it can.
    const cluster = await realpath(join(dataDir, 'postgres')).catch(() => dataDir);
    for (const path of [cluster, dataDir]) await rm(path, { recursive: true, force: true });
  };
  try {
    const { url, close } = await openEmbeddedPostgres({ dataDir, as: 'command', onProgress });
    return { url, close: () => close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
