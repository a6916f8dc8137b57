import { parse } from 'pg-connection-string';

/** What an address of PostgreSQL says of where it is; no secret. */
export interface PostgresAddress {
  /** A name, an IP address, or the folder of a socket; empty when there is none. */
  host: string;
  /** Empty when there is none. */
  port: string;
  database: string;
}

/** Parameters that name files, which the driver reads when it parses an address, and one of which it warns. */
const OF_TLS = ['sslcert', 'sslkey', 'sslrootcert', 'sslmode'];

/** The address as the driver reads it; null when it cannot. */
export function postgresAddress(url: string): PostgresAddress | null {
  try {
    const [place, query = ''] = url.split(/\?(.*)/s) as [string, string?];
    const parameters = new URLSearchParams(query);
    for (const name of OF_TLS) parameters.delete(name);
    const { host, port, database } = parse(parameters.size > 0 ? `${place}?${parameters.toString()}` : place);
    return { host: host ?? '', port: port ?? '', database: database ?? '' };
  } catch {
    return null;
  }
}

/** What an address is called in logs and messages: host and port, or the folder of a socket; never a secret. */
export function addressName(url: string): string {
  const { host, port } = postgresAddress(url) ?? { host: 'an address that cannot be read', port: '' };
  if (host.startsWith('/')) return host;
  const name = host.includes(':') ? `[${host}]` : host;
  return port ? `${name}:${port}` : name;
}
