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
    return hidesSchema ? { ...presented, message: presented.message.replace(/ ?Did you mean .+\?$/s, '') } : presented;
  };

/** What was thrown outside of any execution, as clients see it. */
export function presentThrown(present: Presenter, error: unknown, requestId?: string | null): PresentedError {
  const thrown = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  return present(thrown.toJSON(), thrown, requestId);
}
