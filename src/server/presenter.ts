import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { presentError, type PresentedError } from './errors.js';
import { currentRequestId } from './request-scope.js';

/** Turns an error into what clients see of it, and logs what nobody expected. */
export type Presenter = (formatted: GraphQLFormattedError, error: unknown, requestId?: string | null) => PresentedError;

/** @param hidesSchema whether messages keep to themselves which name may have been meant, as a server without introspection does. */
export const presenter =
  (log: Logger, hidesSchema: boolean): Presenter =>
  (formatted, error, requestId) => {
    const presented = presentError(formatted, error, (unexpected) =>
      log.error({ err: unexpected, requestId: requestId ?? currentRequestId() }, 'operation failed'),
    );
    const message = shortened(presented.message);
    return { ...presented, message: hidesSchema ? withoutHint(message) : message };
  };

/** Characters of a message, and of its beginning and end when it is longer. */
const LONGEST = 1_000;
const LONGEST_PART = 400;

/** graphql-js repeats literals of the document in its messages, and scalars what they cannot write. */
const shortened = (message: string): string =>
  message.length <= LONGEST ? message : `${message.slice(0, LONGEST_PART)} … ${message.slice(-LONGEST_PART)}`;

/** graphql-js puts it last. No pattern looks for it: the rest may be a long text of the client's, of which it would try every place. */
function withoutHint(message: string): string {
  const hint = message.endsWith('?') ? message.lastIndexOf('Did you mean ') : -1;
  return hint === -1 ? message : message.slice(0, hint).trimEnd();
}

/** What was thrown outside of any execution, as clients see it. */
export function presentThrown(present: Presenter, error: unknown, requestId?: string | null): PresentedError {
  const thrown = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  return present(thrown.toJSON(), thrown, requestId);
}
