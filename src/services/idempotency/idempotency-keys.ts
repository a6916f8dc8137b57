import { setTimeout as sleep } from 'node:timers/promises';
import type { RelationalDatabase } from '../../database/relational-database.js';
import type { Clock } from '../../shared/clock.js';
import { RequestError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { hashOfBody, hashOfCall, type Call } from './call.js';
import { Claim, LEASE } from './claim.js';
import { openAnswer } from './sealed-answer.js';

/** What is to be done with a call: carry it out, or give the answer that it got before. */
export type Begun = { state: 'RUN'; claim: Claim } | { state: 'REPLAY'; answer: string };

export interface IdempotencyKeysOptions {
  database: RelationalDatabase;
  clock: Clock;
  /** 32 bytes, the same in all processes. */
  secret: Buffer;
  /** Milliseconds for which a second call waits for the first; 25,000 unless told. */
  patience?: number;
}

const DAY = 86_400_000;
/** Milliseconds between two looks at whether the first has an answer. */
const [FIRST_LOOK, LAST_LOOK] = [20, 500];

interface KeptCall {
  bodyHash: string;
  answer: Buffer | null;
  committed: boolean;
  alive: boolean;
}

/** Remembers, for 24 hours, which calls were carried out and what they answered; see docs/decisions/0008-idempotency.md. */
export class IdempotencyKeys {
  constructor(private readonly options: IdempotencyKeysOptions) {}

  /**
   * Claims the call, or finds its answer; while somebody else carries it out, waits for theirs.
   * @throws RequestError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_ANSWER_LOST, or TIMEOUT when the first does not end.
   */
  async begin(call: Call): Promise<Begun> {
    const end = Date.now() + (this.options.patience ?? 25_000);
    const [hash, bodyHash] = [hashOfCall(call), hashOfBody(this.options.secret, call)];
    for (let pause = FIRST_LOOK; ; pause = Math.min(pause * 2, LAST_LOOK)) {
      const claim = await this.claim(call, hash, bodyHash);
      if (claim) return { state: 'RUN', claim };
      const outcome = await this.outcome(call, hash, bodyHash, end, pause);
      if (outcome !== 'GONE') return { state: 'REPLAY', answer: outcome };
    }
  }

  /** Takes the key when it is free, has expired, or was left by a claim that died before it committed anything. */
  private async claim(call: Call, hash: string, bodyHash: string): Promise<Claim | null> {
    const now = this.options.clock.now();
    const id = newId();
    const taken = await this.options.database.rows({
      text: `insert into idempotency_keys as kept (hash, body_hash, claim_id, leased_until, expires_at)
        values ($1, $2, $3, clock_timestamp() + make_interval(secs => $4), $5)
        on conflict (hash) do update set body_hash = excluded.body_hash, claim_id = excluded.claim_id,
          leased_until = excluded.leased_until, expires_at = excluded.expires_at, committed_at = null, answer = null
        where kept.expires_at <= $6 or (kept.committed_at is null and kept.answer is null
          and kept.leased_until <= clock_timestamp() and kept.body_hash = excluded.body_hash)
        returning 1`,
      values: [hash, bodyHash, id, LEASE, new Date(now.getTime() + DAY), now],
    });
    return taken.length > 0 ? new Claim(this.options.database, this.options.secret, call, id, hash) : null;
  }

  /** The answer of whoever has the key, as soon as there is one; GONE when the key can be claimed. */
  private async outcome(call: Call, hash: string, bodyHash: string, end: number, firstPause: number): Promise<string> {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, LAST_LOOK)) {
      const kept = await this.find(hash);
      if (!kept) return 'GONE';
      if (kept.bodyHash !== bodyHash) throw reused();
      if (kept.answer) return openAnswer(this.options.secret, call, kept.answer) ?? lost();
      if (!kept.alive) return kept.committed ? lost() : 'GONE';
      if (Date.now() + pause > end) throw stillRunning();
      await sleep(pause);
    }
  }

  private async find(hash: string): Promise<KeptCall | undefined> {
    const rows = await this.options.database.rows<KeptCall>({
      text: `select body_hash as "bodyHash", answer, committed_at is not null as committed, leased_until > clock_timestamp() as alive
        from idempotency_keys where hash = $1 and expires_at > $2`,
      values: [hash, this.options.clock.now()],
    });
    return rows[0];
  }
}

export const reused = () =>
  new RequestError('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used before, with another request. Make a new one.');

const lost = (): never => {
  throw new RequestError(
    'IDEMPOTENCY_ANSWER_LOST',
    'The request with this idempotency key was carried out, but its answer was lost. It is not carried out again: look what is there.',
  );
};

const stillRunning = () =>
  new RequestError('TIMEOUT', 'The first request with this idempotency key is still being carried out. Ask again in a moment.');
