import { parse } from 'pg-connection-string';

/** What an address of PostgreSQL is called in logs and messages: host and port, or the folder of a socket; never a secret. */
export function addressName(url: string): string {
  const { host, port } = parse(url);
  if (!host || host.startsWith('/')) return host ?? '';
  const name = host.includes(':') ? `[${host}]` : host;
  return port ? `${name}:${port}` : name;
}
