import type pg from 'pg';
import { wallClock } from './listeners/clock.ts';

/** Tables into which the servers write their events. */
const tables = ['public.outbox_events', 'bench.events'];

/** Asked for, to find out how far its clock is from ours; the quickest answer says best. */
const TIMES = 20;

/** Notes when each folder's event is committed: at the end of its transaction, before it is on disk. */
export class Commits {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async note(client: pg.Client): Promise<Commits> {
    await client.query(`
      create table bench.commits (name text not null, at timestamptz not null);
      create function bench.note_commit() returns trigger language plpgsql as $$
        begin
          insert into bench.commits values (new.data ->> 'name', clock_timestamp());
          return null;
        end $$;`);
    for (const table of tables) {
      await client.query(`
        create constraint trigger note_commit after insert on ${table} deferrable initially deferred
        for each row when (new.type = 'folder.created') execute function bench.note_commit()`);
    }
    return new Commits(client);
  }

  /** @returns when each event of that series was committed, in milliseconds by our clock. */
  async of(series: string): Promise<Map<string, number>> {
    const offset = await this.#offset();
    const { rows } = await this.#client.query<{ name: string; at: string }>(
      `select name, extract(epoch from at) * 1000 as at from bench.commits where starts_with(name, $1)`,
      [series],
    );
    return new Map(rows.map(({ name, at }) => [name, Number(at) - offset]));
  }

  async stop(): Promise<void> {
    for (const table of tables) await this.#client.query(`drop trigger note_commit on ${table}`);
  }

  /** Milliseconds that the clock of the database is ahead. */
  async #offset(): Promise<number> {
    let best = { took: Infinity, offset: 0 };
    for (let time = 0; time < TIMES; time++) {
      const before = wallClock();
      const { rows } = await this.#client.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at');
      const after = wallClock();
      const took = after - before;
      if (took < best.took) best = { took, offset: Number(rows[0]!.at) - (before + after) / 2 };
    }
    return best.offset;
  }
}
