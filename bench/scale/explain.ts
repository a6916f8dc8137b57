import pg from 'pg';
import type { RelationStatement } from './relation-statements.ts';

/** Something that will not do when there is much more data. */
export interface Finding {
  relation: string;
  what: string;
  problem: string;
  /** Whether it lies in what is asked: numbers of rows, and texts that are looked for anywhere in a name. */
  byNature: boolean;
}

/** From so many rows on, a table that is read from end to end is too large for it. */
const LARGE = 10_000;
/** Pages of 8 KiB that a page of 20 rows may touch. */
const MOST_BUFFERS = 1_000;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Parent Relationship'?: string;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

/**
 * How PostgreSQL would run a statement, with the values known and with a plan for all values, as a prepared statement may get.
 * Large tables must not be read from end to end; small ones may, if an index would serve in their place.
 */
export async function explain(
  client: pg.Client,
  statement: RelationStatement,
  rowsOf: ReadonlyMap<string, number>,
): Promise<Finding[]> {
  const { relation, what, bounded } = statement;
  const problems = new Set<string>();
  for (const mode of ['custom', 'generic'] as const) {
    const read = scanned(await planOf(client, statement, { mode }));
    const large = read.filter((table) => (rowsOf.get(table) ?? 0) >= LARGE);
    for (const table of large) problems.add(`reads all of ${table}`);
    if (read.length === large.length) continue;
    for (const table of scanned(withoutSubPlans(await planOf(client, statement, { mode, seqScan: false })))) {
      if (!large.includes(table)) problems.add(`has no index of ${table}`);
    }
  }
  if (bounded) {
    const plan = await planOf(client, statement, { mode: 'custom', run: true });
    const buffers = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
    if (buffers > MOST_BUFFERS) problems.add('touches more than 1,000 pages of 8 KiB');
  }
  return [...problems].map((problem) => ({ relation, what, problem, byNature: !bounded }));
}

interface PlanOptions {
  mode: 'custom' | 'generic';
  /** Whether tables may be read from end to end. */
  seqScan?: boolean;
  /** Whether the statement is run, too, to see what it touches. */
  run?: boolean;
}

async function planOf(client: pg.Client, { text, values }: RelationStatement, options: PlanOptions): Promise<PlanNode> {
  const { mode, seqScan = true, run = false } = options;
  // A plan for all values is kept with the statement, whatever is set later: each is prepared anew.
  await client.query(`set plan_cache_mode = force_${mode}_plan; set enable_seqscan = ${seqScan ? 'on' : 'off'}`);
  await client.query(`prepare examined as ${text}`);
  try {
    const execute = `execute examined${values.length === 0 ? '' : `(${values.map(literal).join(', ')})`}`;
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (format json${run ? ', analyze, buffers' : ''}) ${execute}`,
    );
    return rows[0]!['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('deallocate examined; reset plan_cache_mode; reset enable_seqscan');
  }
}

function scanned(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' && node['Relation Name'] ? [node['Relation Name']] : [];
  return [...new Set([...own, ...(node.Plans ?? []).flatMap(scanned)])];
}

/** A small table that a condition looks into is read once and kept as a hash, whatever is forbidden: that says nothing of its indexes. */
const withoutSubPlans = (node: PlanNode): PlanNode => ({
  ...node,
  Plans: (node.Plans ?? []).filter((child) => child['Parent Relationship'] !== 'SubPlan').map(withoutSubPlans),
});

/** A value as text that PostgreSQL reads as whatever type the statement wants. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((item) => JSON.stringify(item)).join()}}`);
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : `${value as string | number | boolean}`);
}
