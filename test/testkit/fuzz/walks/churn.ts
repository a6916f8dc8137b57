import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pick, upTo, type Random } from '../../../../bench/generate/random.ts';
import { seededId } from '../world/seeded-id.js';
import type { List } from './lists.js';

const WRITERS = 2;
/** Milliseconds between two changes of a writer. */
const PAUSE = 8;
/** Rows of a writer that are there at a time. */
const LEAST = 3;
const MOST = 12;

interface Passing {
  id: string;
  spare: string;
}

/** Writers that put rows into a list and take them out again, all the time, each on a connection of its own. */
export class Churn {
  /** The ids of all rows that came, whether or not they went. */
  readonly passing = new Set<string>();
  private stopped = false;
  private readonly writers: Promise<void>[];
  private readonly begun = Promise.withResolvers<void>();

  private constructor(
    private readonly databaseUrl: string,
    private readonly list: List,
    private readonly random: Random,
  ) {
    this.writers = Array.from({ length: WRITERS }, () => this.write());
  }

  /** Begins, and waits until some rows have come. @param list one that has rows to copy. */
  static async start(databaseUrl: string, list: List, random: Random): Promise<Churn> {
    const churn = new Churn(databaseUrl, list, random);
    await Promise.race([churn.begun.promise, ...churn.writers]);
    return churn;
  }

  /** Waits for the writers to take out what they put in. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.writers);
  }

  private async write(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    const there: Passing[] = [];
    try {
      while (!this.stopped) {
        if (there.length < MOST && this.random() < 0.6) there.push(...(await this.come(client)));
        else if (there.length > LEAST) await this.go(client, there.splice(upTo(this.random, there.length), 1)[0]!);
        if (there.length >= LEAST) this.begun.resolve();
        await sleep(PAUSE);
      }
      for (const row of there) await this.go(client, row);
    } finally {
      await client.end();
    }
  }

  /** A row beside a stable one, as a rule with the same place in the order; none when there is such a row already. */
  private async come(client: pg.Client): Promise<Passing[]> {
    const { table, columns, before, after, sources } = this.list;
    const row = { id: seededId(this.random), spare: seededId(this.random) };
    this.passing.add(row.id);
    const copy = `insert into ${table}
      select (jsonb_populate_record(null::${table}, to_jsonb(r) || jsonb_build_object('id', $id, ${columns}))).*
      from ${table} r where r.id = '${pick(this.random, sources)}' on conflict do nothing`;
    await client.query('begin');
    if (before) await client.query(filled(before, row));
    const { rowCount } = await client.query(filled(copy, row));
    if (after && rowCount) await client.query(filled(after, row));
    await client.query(rowCount ? 'commit' : 'rollback');
    return rowCount ? [row] : [];
  }

  private async go(client: pg.Client, row: Passing): Promise<void> {
    await client.query(`delete from ${this.list.table} where id = $1`, [row.id]);
    if (this.list.gone) await client.query(filled(this.list.gone, row));
  }
}

const filled = (sql: string, { id, spare }: Passing): string =>
  sql.replaceAll('$id', `'${id}'::uuid`).replaceAll('$spare', `'${spare}'::uuid`);
