import type { AccessClaims } from '../../auth/tokens.js';

/** Bytes that may wait for a client to read them. */
export const MOST_UNSENT = 1024 * 1024;

/** Where the events of one subscription go: over a socket, or as server-sent events. */
export interface Outlet {
  /** What the present token of its client says. */
  readonly claims: AccessClaims | null;
  /** Bytes that wait until the client takes them. */
  readonly unsent: number;
  /** @param result of executing the operation, as JSON. @param cursor of the event. */
  send(result: string, cursor: string): void;
  /** Keeps what is sent from here on, to write it at once when that is called which it answers. */
  gather(): () => void;
  /** Breaks off, so that the client comes back and resumes after the last event that it has got. */
  breakOff(reason: string): void;
}
