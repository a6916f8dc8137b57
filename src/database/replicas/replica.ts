import pg from 'pg';
import { connectionOptions } from '../connection-options.js';
import { PooledRows } from '../pooled-rows.js';
import type { RowSource, Statement } from '../row-source.js';
import { SessionSetUp } from '../session/session-set-up.js';
import { MAX_STALENESS } from './staleness.js';
import { PATIENCE, Watch } from './watch.js';

/** Where the primary was at a moment, in milliseconds of `performance.now()`. */
export interface Milestone {
  at: number;
  reached: number;
}

export interface ReplicaOptions {
  poolSize: number;
  statementTimeout: number;
  /** Hears the text of every statement that is sent. */
  onStatement?: ((sql: string) => void) | undefined;
}

/** A standby of the primary. It is asked only while it is known to have all that was committed a few seconds ago. */
export class Replica implements RowSource {
  private readonly pool: pg.Pool;
  private readonly pooled: PooledRows;
  private readonly watch: Watch;
  private readonly busy = new Set<pg.PoolClient>();
  /** The primary's latest moment of which it is known to have everything. */
  private caughtUpAt = -Infinity;
  /** Why it is left out, in a few words; null when it is not. */
  trouble: string | null = 'not asked yet';

  constructor(url: string, { poolSize, statementTimeout, onStatement }: ReplicaOptions) {
    const connection = connectionOptions(url, PATIENCE);
    const { onConnect } = new SessionSetUp({ connection, statementTimeout, onStatement });
    this.pool = new pg.Pool({
      ...connection,
      max: poolSize,
      min: 0,
      idleTimeoutMillis: 30_000,
      onConnect,
    });
    this.pooled = new PooledRows(this.pool, { connection, onConnect });
    this.pool.on('acquire', (client) => this.busy.add(client));
    this.pool.on('release', (_error, client) => this.busy.delete(client));
    this.pool.on('error', () => undefined);
    this.watch = new Watch(url);
  }

  /** Whether all that was committed `MAX_STALENESS` ago is sure to be there. */
  get keepsUp(): boolean {
    return this.staleness < MAX_STALENESS;
  }

  /** Milliseconds since the moment up to which everything is there. */
  get staleness(): number {
    return performance.now() - this.caughtUpAt;
  }

  /** Looks how far it has come. @param milestones of the primary, oldest first */
  async look(identity: string, milestones: readonly Milestone[]): Promise<void> {
    try {
      const standing = await this.watch.standing();
      if (standing.identity !== identity) this.leaveOut('no replica of this database');
      else if (!standing.standby) this.leaveOut('no standby, it takes writes itself');
      else this.note(milestones.findLast(({ reached }) => reached <= standing.reached));
    } catch (error) {
      this.leaveOut((error as Error).message || String((error as { code?: unknown }).code));
      // Whoever waits for an answer is not to wait any longer: the primary has one.
      for (const client of this.busy) (client as unknown as pg.Client).end().catch(() => undefined);
      this.pooled.interrupt();
    }
  }

  rows<T extends object>(statement: Statement): Promise<T[]> {
    return this.pooled.rows<T>(statement);
  }

  async close(): Promise<void> {
    await Promise.all([this.pooled.close(), this.pool.end(), this.watch.close()]);
  }

  private note(reached: Milestone | undefined): void {
    if (reached) this.caughtUpAt = Math.max(this.caughtUpAt, reached.at);
    this.trouble = this.keepsUp ? null : 'lags behind';
  }

  private leaveOut(trouble: string): void {
    this.caughtUpAt = -Infinity;
    this.trouble = trouble;
  }
}
