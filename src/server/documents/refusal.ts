import { GraphQLError, type ASTNode } from 'graphql';
import { RequestError, type RequestErrorCode } from '../../shared/errors.js';

/** Why a document is not run, as it is answered over both transports. */
export interface Refusal {
  errors: readonly GraphQLError[];
  /** Of the answer over HTTP. */
  status: number;
}

/** One reason, in words that the asker may read. */
export function refuse(
  status: number,
  code: RequestErrorCode,
  message: string,
  details: Record<string, unknown> = {},
  nodes?: ASTNode,
): Refusal {
  const originalError = new RequestError(code, message, details);
  return { status, errors: [new GraphQLError(message, { originalError, ...(nodes && { nodes }) })] };
}
