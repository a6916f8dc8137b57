import type { Row } from '../row.js';

/** The files of an import by their names, in the order in which they are read: each refers only to earlier ones. */
export const kinds = ['users', 'organizations', 'memberships', 'projects', 'files'] as const;
export type Kind = (typeof kinds)[number];

export type StagedValue = string | number | null | undefined | readonly string[];

/** What a file looks like, and what becomes of its rows before they are merged into the tables. */
export interface Format {
  kind: Kind;
  /** Columns that the file must have. */
  required: readonly string[];
  /** Columns that it may have. */
  optional: readonly string[];
  /** The temporary table `staged_<kind>`: its columns beside `line` with their SQL types, in the order of `stage`. */
  staged: Readonly<Record<string, string>>;
  /** Reads a row into the values of those columns; they are not used when the row turns out to have problems. */
  stage(row: Row): StagedValue[];
}
