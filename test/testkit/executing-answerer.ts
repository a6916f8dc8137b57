import { execute, type GraphQLSchema } from 'graphql';
import type { QueryAnswerer } from '../../src/server/query-answerer.js';

/** Answers queries by executing them, and leaves those with errors to others, as any answerer does. */
export class ExecutingAnswerer implements QueryAnswerer {
  asked = 0;
  answered = 0;
  /** Whether it throws in place of answering. */
  broken = false;

  constructor(private readonly schema: GraphQLSchema) {}

  answer: QueryAnswerer['answer'] = async ({ document, operationName, variables }, contextValue) => {
    this.asked++;
    if (this.broken) throw new Error('The answerer is broken.');
    const { data, errors } = await execute({
      ...{ schema: this.schema, document, contextValue },
      ...{ operationName: operationName ?? null, variableValues: variables ?? null },
    });
    if (errors) return null;
    this.answered++;
    return JSON.stringify(data);
  };
}
