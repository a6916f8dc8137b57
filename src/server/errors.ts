import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { RequestError } from '../shared/errors.js';
import { nestedTooDeeply, ranOutOfStack } from './document-limits.js';

/** What an error's code is called outside; codes that are not listed are ours to hide. */
const publicCodes: Readonly<Record<string, string>> = {
  [ApolloServerErrorCode.GRAPHQL_PARSE_FAILED]: 'GRAPHQL_PARSE_FAILED',
  [ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED]: 'GRAPHQL_VALIDATION_FAILED',
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND]: 'PERSISTED_QUERY_NOT_FOUND',
  [ApolloServerErrorCode.BAD_USER_INPUT]: 'BAD_USER_INPUT',
  [ApolloServerErrorCode.BAD_REQUEST]: 'BAD_USER_INPUT',
  [ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE]: 'BAD_USER_INPUT',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
};

/** Where an error may be shown: never its stack, never what only we should know. */
export interface PresentedError extends GraphQLFormattedError {
  extensions: { code: string } & Record<string, unknown>;
}

/**
 * An error as clients see it. What nobody expected is masked and handed to `report`.
 * `formatted` is what the library that caught it would have answered.
 */
export function presentError(formatted: GraphQLFormattedError, error: unknown, report: (error: unknown) => void): PresentedError {
  const caught = unwrapResolverError(error);
  const original = (caught instanceof GraphQLError && caught.originalError) || caught;
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (original instanceof RequestError) {
    return { message: original.message, ...place, extensions: { code: original.code, ...original.details } };
  }
  const known = publicCodes[formatted.extensions?.['code'] as string] ?? graphqlCode(caught);
  if (known)
    return { message: ranOutOfStack(formatted) ? nestedTooDeeply : formatted.message, ...place, extensions: { code: known } };
  report(original);
  return { ...troubles[troubleOf(original)], ...place };
}

/**
 * What graphql-js itself refuses, while it reads arguments and variables or writes scalars, has no code. It names the place in
 * the document; of a variable, whose scalar may have thrown, nothing was executed yet.
 */
function graphqlCode(error: unknown): string | null {
  if (!(error instanceof GraphQLError) || !error.nodes) return null;
  return error.originalError === undefined || error.path === undefined ? 'BAD_USER_INPUT' : null;
}

type Trouble = 'SERVICE_UNAVAILABLE' | 'TIMEOUT' | 'INTERNAL_SERVER_ERROR';

const trouble = (code: Trouble, message: string) => ({ message, extensions: { code } });
const troubles: Record<Trouble, PresentedError> = {
  SERVICE_UNAVAILABLE: trouble('SERVICE_UNAVAILABLE', 'A service that this needs is away. Try again in a moment.'),
  TIMEOUT: trouble('TIMEOUT', 'This took too long and was given up.'),
  INTERNAL_SERVER_ERROR: trouble('INTERNAL_SERVER_ERROR', 'Something went wrong on our side. The request id leads to it.'),
};

/** Network failures, and the SQLSTATE classes 08 (connection), 53 (resources) and 57P (operator intervention). */
const AWAY = /^(ECONN\w+|EPIPE|ENOTFOUND|08\w{3}|53\w{3}|57P\w{2})$/;
const QUERY_CANCELED = '57014';

/** Whether a field failed because something that the server needs was away: then it may be tried again. */
export function isAway(error: unknown): boolean {
  const caught = unwrapResolverError(error);
  return troubleOf((caught instanceof GraphQLError && caught.originalError) || caught) === 'SERVICE_UNAVAILABLE';
}

function troubleOf(error: unknown): Trouble {
  const { code, message } = error as { code?: string; message?: string };
  if (code === QUERY_CANCELED) return 'TIMEOUT';
  if (
    AWAY.test(code ?? '') ||
    /\bECONN(REFUSED|RESET)\b|timeout exceeded when trying to connect|Connection terminated|is not queryable/i.test(message ?? '')
  )
    return 'SERVICE_UNAVAILABLE';
  return 'INTERNAL_SERVER_ERROR';
}
