import pg from 'pg';
import { StartError } from '../shared/errors.js';
import { addressName } from '../shared/postgres-address.js';
import { connectionOptions } from './connection-options.js';

/** Where to connect to, and by which name whoever runs the server knows it: `DATABASE_URL`. */
export interface NamedAddress {
  setting: string;
  url: string;
}

/** The code of an error of PostgreSQL (appendix A of its manual) or of the system; empty when it has none. */
export const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

/**
 * Runs work on a connection of its own, whose session is as the server gives it.
 * @throws StartError in one line when it cannot be made; what the work throws is passed on.
 */
export async function withClient<T>(address: NamedAddress, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(address);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect({ setting, url }: NamedAddress): Promise<pg.Client> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client(connectionOptions(url));
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    await client?.end().catch(() => undefined);
    throw new StartError(`${setting}: ${trouble(error, url)}`);
  }
}

function trouble(error: unknown, url: string): string {
  const code = codeOf(error);
  const message = (error as Error).message || code;
  if (/^28/.test(code) || /password must be a string/.test(message))
    return `PostgreSQL at ${addressName(url)} does not let the role in; look at its name and password (${message}).`;
  if (code === '3D000') return `there is no such database at ${addressName(url)} (${message}); make it with "create database".`;
  if (code === '53300')
    return `PostgreSQL at ${addressName(url)} has no connection left (${message}); raise max_connections, or put PgBouncer in between.`;
  return `the database cannot be reached at ${addressName(url)}: ${message}`;
}
