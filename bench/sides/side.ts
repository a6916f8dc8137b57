import type { Operation, OperationName, Parameters } from '../operations/operation.ts';

export type SideName = 'atrium' | 'limit-json' | 'limit-rows' | 'postgraphile' | 'mercurius' | 'yoga';

/** Cursors of one server by the place that they stand for. */
export type CursorOf = (parameters: Parameters) => string | null;

/** A server that can be started. */
export interface Program {
  name: string;
  title: string;
  kind: 'atrium' | 'limit' | 'peer';
  /** What Node runs. */
  program: readonly string[];
}

/** One of the servers that are measured. */
export interface Side extends Program {
  name: SideName;
  /** Fields that it answers in another way than all others, and why; they are left out where answers are compared. */
  deviations?: readonly { operation: OperationName; field: string; why: string }[];
  /** The body of a request. */
  body(operation: Operation, parameters: Parameters, cursorOf: CursorOf): object;
  /** The body of a request for a page of the whole list, to learn cursors; absent where a place is told as it is. */
  walk?(operation: Operation, parameters: Parameters, after: string | null): object;
}
