import type pg from 'pg';
import type * as databases from '../../src/database/relational-database.js';
import type * as tableNames from '../../src/loaders/sql/tables.js';
import type * as requesters from '../../src/shared/requester.js';
import type { OrganizationRole } from '../../src/shared/enums/organization.js';
import { product } from '../database/product.ts';
import { explain, type Finding } from './explain.ts';
import { relationStatements } from './relation-statements.ts';

/** Asks PostgreSQL how it would read every relation, for the owner of the largest organization. */
export async function explainRelations(
  client: pg.Client,
  databaseUrl: string,
): Promise<{ findings: Finding[]; relations: number; statements: number }> {
  const { RelationalDatabase } = await product<typeof databases>('database/relational-database.js');
  const { Tables } = await product<typeof tableNames>('loaders/sql/tables.js');
  const { Requester, viewerValue } = await product<typeof requesters>('shared/requester.js');
  const database = await RelationalDatabase.open({ url: databaseUrl, poolSize: 1 });
  try {
    const viewer = new Requester(await ownerOfLargest(client));
    const statements = await relationStatements(client, new Tables(database.orm.getMetadata()), (name) =>
      viewerValue(viewer, name),
    );
    const { rows } = await client.query<{ name: string; rows: number }>(
      `select relname as name, reltuples::float8 as rows from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const rowsOf = new Map(rows.map(({ name, rows: count }) => [name, count]));
    const findings: Finding[] = [];
    for (const statement of statements) findings.push(...(await explain(client, statement, rowsOf)));
    return { findings, relations: new Set(statements.map(({ relation }) => relation)).size, statements: statements.length };
  } finally {
    await database.close();
  }
}

async function ownerOfLargest(client: pg.Client) {
  const { rows } = await client.query<{ userId: string; address: string; organizations: Record<string, OrganizationRole> }>(`
    select u.id as "userId", u.email as address,
      (select json_object_agg(m.organization_id, m.role) from organization_members m where m.user_id = u.id) as organizations
    from users u join organization_members o on o.user_id = u.id and o.role = 'OWNER'
    order by (select count(*) from projects p where p.organization_id = o.organization_id) desc limit 1`);
  return {
    ...rows[0]!,
    sessionId: rows[0]!.userId,
    rightsStamp: 0,
    systemRole: 'ADMIN',
    scopes: [],
    narrowedTo: null,
    validUntil: null,
    projects: {},
  } as const;
}
