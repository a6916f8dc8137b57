import { execute, getOperationAST, OperationTypeNode, print, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { RequestContext } from '../../resolvers/request-context.js';
import type { PresentedError } from '../errors.js';
import type { Once } from './once.js';

/**
 * `extensions.idempotencyKey` over a socket: executes an operation, or answers what it got before, which then bears
 * `extensions.idempotencyReplayed`. Errors of an operation that had no key stay as they are, all others are presented.
 */
export const executeOnce =
  (once: Once, present: (error: unknown, context: RequestContext) => PresentedError) =>
  async (args: ExecutionArgs): Promise<ExecutionResult> => {
    const { document, operationName, contextValue } = args;
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.MUTATION) return execute(args);
    const context = contextValue as RequestContext;
    try {
      const variables = args.variableValues ?? null;
      const kept = await once.begin(context, {
        document: document.loc?.source.body ?? print(document),
        operationName,
        variables,
      });
      if (kept) return { data: kept.data, errors: kept.errors, extensions: { idempotencyReplayed: true } } as ExecutionResult;
    } catch (error) {
      return { errors: [present(error, context)] } as unknown as ExecutionResult;
    }
    const result = await execute(args);
    if (context.requestKey.claim === null) return result;
    const errors = result.errors?.map((error) => present(error, context));
    await once.settle(context, { data: result.data, errors });
    return { ...result, ...(errors && { errors }) } as ExecutionResult;
  };
