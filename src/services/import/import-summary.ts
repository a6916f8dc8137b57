import type { Kind } from './formats/format.js';

/** What became of the rows of one file. */
export interface KindSummary {
  kind: Kind;
  /** Rows that were added to the database. */
  created: number;
  /** Rows whose object was there already; it is left as it is. */
  existing: number;
  /** Rows that say again what an earlier row of the file says. */
  repeated: number;
  /** Rows that were left out because they are broken, or refer to one that is. */
  skipped: number;
}

/** What an import did. */
export interface ImportSummary {
  /** One for each file of the folder, in the order in which they were read. */
  kinds: KindSummary[];
  /** Folders made for the files, the root folders of new projects not counted. */
  folders: number;
  /** Organizations that were announced: new ones, and those to which something was added. */
  announced: number;
  seconds: number;
}

/** How far an import is. */
export interface ImportProgress {
  /** The file that is being read, or from which is being written. */
  file: string;
  /** Rows of this phase so far, over all files. */
  rows: number;
  /** Rows to write; as long as files are read, not known. */
  rowsTotal?: number;
  /** Bytes of the files as they lie on the disk. */
  bytesRead: number;
  bytesTotal: number;
  phase: 'waiting' | 'reading' | 'writing';
}
