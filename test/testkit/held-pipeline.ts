import pg from 'pg';
import { advisoryLocks } from '../../src/database/advisory-locks.js';
import type { TestApp } from './app.js';
import { eventually } from './socket.js';

/** Holds the way of events at a stage, as a slow transaction there would, so that a test can look at what is on its way. */
export class HeldPipeline {
  private static readonly held = new Set<HeldPipeline>();

  private constructor(
    private readonly test: TestApp,
    private readonly holder: pg.Client,
  ) {}

  /** Lets nothing into the log. */
  static beforeLog(test: TestApp): Promise<HeldPipeline> {
    return HeldPipeline.by(test, 'select pg_advisory_xact_lock($1)', advisoryLocks.relay);
  }

  /** Lets nothing through to a consumer that has a checkpoint. */
  static beforeConsumer(test: TestApp, consumer: string): Promise<HeldPipeline> {
    return HeldPipeline.by(test, 'select from consumer_checkpoints where consumer = $1 for update', consumer);
  }

  /** Lets nobody change what is in a project. */
  static ofProject(test: TestApp, projectId: string): Promise<HeldPipeline> {
    return HeldPipeline.by(test, 'select from projects where id = $1 for update', projectId);
  }

  /** Waits until something has come to where it is held. */
  async isWaitedFor(): Promise<void> {
    const waiting = 'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))';
    await eventually(async () => (await this.holder.query(waiting)).rowCount || undefined);
  }

  /** Has the log take all that is committed. */
  async emptyOutbox(): Promise<void> {
    await eventually(async () => {
      const { rows } = await this.holder.query<{ waiting: number }>('select count(*)::int as waiting from outbox_events');
      return rows[0]!.waiting === 0 || undefined;
    });
  }

  async release(): Promise<void> {
    HeldPipeline.held.delete(this);
    await this.holder.end();
  }

  /** Whatever a test that failed still holds. */
  static async releaseAll(): Promise<void> {
    for (const held of HeldPipeline.held) await held.release();
  }

  /** The same, and has all that was held come to its end. */
  async carryOn(): Promise<void> {
    await this.release();
    await this.test.app.settle();
  }

  private static async by(test: TestApp, lock: string, what: unknown): Promise<HeldPipeline> {
    const holder = new pg.Client({ connectionString: test.databaseUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query(lock, [what]);
    const held = new HeldPipeline(test, holder);
    HeldPipeline.held.add(held);
    return held;
  }
}
