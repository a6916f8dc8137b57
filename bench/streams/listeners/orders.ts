/** Sockets to be opened, each with one subscription to the same stream. */
export interface Audience {
  port: number;
  /** One for each socket. */
  tokens: readonly string[];
  /** What is subscribed to. */
  payload: object;
}

/** What the listeners are told. */
export type ListenerOrder =
  | { kind: 'open'; audience: Audience }
  | { kind: 'forget' }
  | { kind: 'look' }
  | { kind: 'latencies'; committed: ReadonlyMap<string, number> }
  | { kind: 'bodies' };

/** What they have noticed so far. */
export interface Look {
  /** When they looked, in milliseconds. */
  at: number;
  /** Events that were received, each as often as there were sockets to receive it. */
  deliveries: number;
  /** Sockets that have heard something. */
  hearing: number;
  /** Processor seconds that they spent themselves. */
  cpu: number;
}

/** Milliseconds from the commit of an event to its receipt by a socket. */
export interface Latencies {
  deliveries: number;
  p50: number;
  p99: number;
  most: number;
}

export interface ListenerAnswers {
  open: null;
  forget: null;
  look: Look;
  latencies: Latencies;
  /** What was heard since it was forgotten what was before, in its order. */
  bodies: readonly unknown[];
}

export type ListenerMessage =
  | { kind: 'answer'; answer: ListenerAnswers[keyof ListenerAnswers] }
  /** All sockets have heard an event. */
  | { kind: 'heard'; name: string }
  /** Something was heard that must not be, or is not heard any more. */
  | { kind: 'failed'; message: string };
