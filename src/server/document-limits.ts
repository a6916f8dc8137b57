import type { ParseOptions } from 'graphql';

/** What a document may be, whoever sends it. All of it is found out in time linear to its size, before it is validated. */
export const documentLimits = {
  /** Bytes of UTF-8. The largest operations that people write have a tenth of it. */
  bytes: 64 * 1024,
  tokens: 10_000,
  /** Levels of fields, through fragments; those below `__schema` and `__type` have a limit of their own. */
  depth: 15,
  introspectionDepth: 20,
  /** In one operation, counted as often as their fragment is spread. */
  aliases: 30,
  directives: 50,
  directivesPerPlace: 5,
  /** Fields and spreads of one operation, after its fragments were put in their places. */
  selections: 2_000,
  /** The same of all operations and fragments of a document together. */
  selectionsInAll: 10_000,
  /** Operations and fragments. */
  definitions: 200,
  /** Fields of one name that have to be held against each other, weighed by their arguments: the one check that is quadratic. */
  comparisons: 50_000,
  /** Fields that take a password or the like, in one operation. */
  credentials: 1,
} as const;

export type DocumentLimit = keyof typeof documentLimits;

/** A document of more tokens is refused while it is read. */
export const parseOptions = { maxTokens: documentLimits.tokens } satisfies ParseOptions;

export const nestedTooDeeply = 'The document is nested too deeply.';

/** Whether reading a document ran out of stack, as graphql-js does on one that is nested some thousand levels deep. */
export const ranOutOfStack = ({ message }: { message: string }): boolean => message === 'Maximum call stack size exceeded';
