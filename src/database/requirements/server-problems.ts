import pg from 'pg';
import type { ServerFacts } from './server-facts.js';

const OLDEST = 140_000;

/** Connections that a server of Atrium may have at once: requests, lookups, events. */
export const CONNECTIONS = 8 + 2 + 3;

/** Why a database server cannot be used, a line each that says what to do. */
export function serverProblems(facts: ServerFacts): string[] {
  const [role, database] = [facts.role, facts.database].map((name) => pg.escapeIdentifier(name)) as [string, string];
  const lines: [wrong: boolean, line: string][] = [
    [facts.versionNumber < OLDEST, `PostgreSQL is ${facts.version}, but has to be 14 or newer.`],
    [
      facts.encoding !== 'UTF8',
      `The database ${database} has the encoding ${facts.encoding}, but has to have UTF8; make another: create database NAME encoding 'UTF8' template template0`,
    ],
    [
      !facts.icu && facts.encoding === 'UTF8',
      'PostgreSQL was built without ICU (it has no collation "und-x-icu"); install one that has it, as all common packages do.',
    ],
    [
      facts.standby,
      `The server is a standby, which takes no writes; give the primary's address (standbys: DATABASE_REPLICA_URLS).`,
    ],
    [
      facts.readOnly && !facts.standby,
      `The role ${role} cannot write, for default_transaction_read_only is on; run: alter role ${role} in database ${database} set default_transaction_read_only to off`,
    ],
  ];
  return lines.flatMap(([wrong, line]) => (wrong ? [line] : []));
}

const REMEDY = 'raise max_connections or the limit of the role or the database, or put PgBouncer in between.';

/** Why the connections will never suffice, where no pooler shares them. */
export const tooFewConnections = ({ mostConnections }: ServerFacts): string[] =>
  mostConnections < CONNECTIONS
    ? [`PostgreSQL grants ${mostConnections} connections at most, and a server of Atrium needs ${CONNECTIONS}; ${REMEDY}`]
    : [];

/** That connections may run out, where no pooler shares them: others may give theirs back. */
export const scarceConnections = ({ freeConnections, mostConnections }: ServerFacts): string[] =>
  mostConnections >= CONNECTIONS && freeConnections < CONNECTIONS
    ? [
        `PostgreSQL has ${Math.max(0, freeConnections)} connections left, and a server of Atrium may need ${CONNECTIONS}; ${REMEDY}`,
      ]
    : [];
