/** How much has been counted of a key in its present window. */
export interface Count {
  used: number;
  /** Until the window ends and counting begins anew. */
  millisecondsLeft: number;
}

/** Counts points by key, in windows that begin when a key is first counted. */
export interface Counter {
  /** @param points a whole number. */
  add(key: string, points: number): Promise<Count>;
}

/** Makes counters; the same name is the same counter in all processes that share them. */
export interface Counters {
  counter(name: string, windowSeconds: number): Counter;
  close(): Promise<void>;
}
