import type { ParseOptions } from 'graphql';

/** A document of more tokens is refused while it is read: people's are far smaller, and checking one costs more than its size. */
export const parseOptions = { maxTokens: 10_000 } satisfies ParseOptions;

export const nestedTooDeeply = 'The document is nested too deeply.';

/** Whether reading a document ran out of stack, as graphql-js does on one that is nested some thousand levels deep. */
export const ranOutOfStack = ({ message }: { message: string }): boolean => message === 'Maximum call stack size exceeded';
