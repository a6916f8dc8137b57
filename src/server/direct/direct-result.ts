import { getOperationAST, OperationTypeNode, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { ReadVariables } from '../variables/variables-reader.js';
import type { RequestContext } from '../../resolvers/request-context.js';
import type { QueryAnswerer } from '../query-answerer.js';

/** The result of a query as the text that it was answered in. */
export class DirectResult implements ExecutionResult {
  constructor(private readonly text: string) {}

  get data(): Record<string, unknown> {
    return JSON.parse(this.text) as Record<string, unknown>;
  }

  /** The whole result as JSON. */
  get json(): string {
    return `{"data":${this.text}}`;
  }

  /** The message of graphql-transport-ws that carries it. */
  messageFor(id: string): string {
    return `{"id":${JSON.stringify(id)},"type":"next","payload":${this.json}}`;
  }
}

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>;

/** An operation that was admitted. */
export interface AdmittedArgs extends ExecutionArgs {
  variables: ReadVariables;
}

/** Over a socket: answers a query by one statement, and executes what cannot be answered so. */
export const answerOrExecute =
  (answerer: QueryAnswerer | null, execute: Execute): ((args: AdmittedArgs) => Promise<ExecutionResult>) =>
  async (args) => {
    const { document, operationName, variables, contextValue } = args;
    if (answerer === null || getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY)
      return execute(args);
    const query = { document, operationName, variables };
    const data = await answerer.answer(query, contextValue as RequestContext).catch(() => null);
    return typeof data === 'string' ? new DirectResult(data) : execute(args);
  };
