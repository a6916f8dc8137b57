import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The address of a server on which databases may be made and dropped, and the name of the migrated one to copy. */
export interface TestServer {
  url: string;
  template: string;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** PostgreSQL's code (appendix A of its manual). */
const INSUFFICIENT_PRIVILEGE = '42501';

/** A migrated database of one's own, as a copy of the run's template. */
export const testDatabase = (): Promise<TestDatabase> => copyOf(serverOfRun().template);

/** A database without tables. */
export const emptyDatabase = (): Promise<TestDatabase> => copyOf('template1');

/** A copy, with all that is in it, of a test's database to which nobody is connected. */
export const copyDatabase = ({ url }: TestDatabase): Promise<TestDatabase> => copyOf(new URL(url).pathname.slice(1));

async function copyOf(template: string): Promise<TestDatabase> {
  const server = serverOfRun();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server.url, `create database ${name} template ${template}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => drop(server.url, name) };
}

function serverOfRun(): TestServer {
  const server = JSON.parse(process.env['TEST_POSTGRES'] ?? 'null') as TestServer | null;
  if (server === null) throw new Error('The run has no database: start tests with `npm test`.');
  return server;
}

/** Not everybody may end the server's own vacuum, which may be at work in it: it is gone a moment later. */
async function drop(url: string, name: string, tries = 20): Promise<void> {
  try {
    await administer(url, `drop database if exists ${name} with (force)`);
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE || tries === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await drop(url, name, tries - 1);
  }
}

/** Runs one statement outside of any test's database. */
export async function administer(url: string, sql: string): Promise<void> {
  await rowsOf(url, sql);
}

/** The rows of one statement, on a connection of its own. */
export async function rowsOf<T extends object>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}
