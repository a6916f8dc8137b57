/** The codes of failures that are no user errors: `extensions.code` of a top-level error. */
export type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'COST_LIMIT_EXCEEDED'
  | 'CURSOR_EXPIRED'
  | 'OPERATION_NOT_TRUSTED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'PAYLOAD_TOO_LARGE'
  | 'TIMEOUT'
  | 'SERVICE_UNAVAILABLE'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'IDEMPOTENCY_ANSWER_LOST';

/** A request that cannot be served, for a reason the caller may read. Everything else that is thrown is masked. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: RequestErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export const badInput = (message: string, details?: Record<string, unknown>) =>
  new RequestError('BAD_USER_INPUT', message, details);

export const unauthenticated = (message = 'Sign in first.') => new RequestError('UNAUTHENTICATED', message);

/** A start or a command that cannot go on, in one line that says what to do; never shown with a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
