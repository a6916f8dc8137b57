/** A request whose bytes are ready, and what its answer has to be. */
export interface PreparedRequest {
  bytes: Buffer;
  /** The whole body; for a request that carries a mark, see below, what it has to begin with. */
  expected: Buffer;
  /** Where in the bytes a mark is put that no other request has; absent where all may be alike. */
  markAt?: number;
}

/** As long as a mark is, in the bytes of a request. */
export const MARK_LENGTH = 16;

/** What the load generator is told. */
export interface LoadOrder {
  port: number;
  requests: PreparedRequest[];
  connections: number;
  /** Milliseconds of which nothing is kept, then milliseconds that are measured. */
  warmUp: number;
  measure: number;
  /** Makes marks different from those of other orders. */
  series: string;
}

/** What came of it. */
export interface LoadOutcome {
  /** Answers that came while it was measured, and in how many seconds. */
  answers: number;
  seconds: number;
  /** With those before and after. */
  answersInAll: number;
  /** Milliseconds from sending to the last byte. */
  p50: number;
  p99: number;
  /** Answers that were not what they had to be, the warming up included; the first of them as text. */
  wrong: number;
  wrongExample?: string;
  /** Processor seconds that the generator itself spent. */
  cpu: number;
}

export type LoadMessage = { kind: 'begun' } | { kind: 'done'; outcome: LoadOutcome } | { kind: 'failed'; message: string };
