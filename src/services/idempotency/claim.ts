import type { EntityManager } from '@mikro-orm/postgresql';
import type { RelationalDatabase } from '../../database/relational-database.js';
import { sealAnswer } from './sealed-answer.js';
import type { Call } from './call.js';

/** Seconds: how long a claim is taken to be alive after its last sign of life, and how often it gives one. */
export const LEASE = 15;
const BEAT = 5;

/** A longer answer is not kept: who asks again is told so. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** The right to carry out a call. It stays alive until it is settled; if it was lost to another, it can commit nothing. */
export class Claim {
  private readonly beating: NodeJS.Timeout;

  constructor(
    private readonly database: RelationalDatabase,
    private readonly secret: Buffer,
    private readonly call: Call,
    private readonly id: string,
    private readonly hash: string,
  ) {
    this.beating = setInterval(() => void this.beat(), BEAT * 1_000).unref();
  }

  /**
   * Notes the commit in the transaction that is to be committed. After a crash the row tells whether that happened.
   * @throws when the claim was lost, which rolls the change back: no two claims of a call commit.
   */
  async beforeCommit(em: EntityManager): Promise<void> {
    const rows = await em.execute<unknown[]>(
      `update idempotency_keys set committed_at = coalesce(committed_at, clock_timestamp()) where hash = ? and claim_id = ? returning 1`,
      [this.hash, this.id],
    );
    if (rows.length === 0) throw new Error('The claim of this idempotency key was lost to another request.');
  }

  /** Keeps the answer, for the same call to get it again. */
  async keep(answer: string): Promise<void> {
    clearInterval(this.beating);
    const sealed = Buffer.byteLength(answer) > MAX_ANSWER_BYTES ? null : sealAnswer(this.secret, this.call, answer);
    await this.run(
      'update idempotency_keys set answer = $3, leased_until = clock_timestamp() where hash = $1 and claim_id = $2',
      [sealed],
    );
  }

  /** Lets the key be used again, unless something was committed. @returns whether it can be. */
  async release(): Promise<boolean> {
    clearInterval(this.beating);
    const sql = 'delete from idempotency_keys where hash = $1 and claim_id = $2 and committed_at is null returning 1';
    return (await this.run(sql)).length > 0;
  }

  /** Ends the claim without an answer: whoever asks again is told that it is lost, if something was committed. */
  async abandon(): Promise<void> {
    clearInterval(this.beating);
    await this.run('update idempotency_keys set leased_until = clock_timestamp() where hash = $1 and claim_id = $2');
  }

  private async beat(): Promise<void> {
    const sql = `update idempotency_keys set leased_until = clock_timestamp() + make_interval(secs => $3) where hash = $1 and claim_id = $2`;
    // A database that is away for longer than the lease loses the claim, and with it the right to commit.
    await this.run(sql, [LEASE]).catch(() => undefined);
  }

  private run(text: string, values: unknown[] = []): Promise<object[]> {
    return this.database.rows({ text, values: [this.hash, this.id, ...values] });
  }
}
