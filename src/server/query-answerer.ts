import type { DocumentNode } from 'graphql';
import type { Planned } from '../loaders/plan/planner.js';
import type { RequestContext } from '../resolvers/request-context.js';
import type { ReadVariables } from './variables/variables-reader.js';

/** A query of a prepared document, with variables that fit it. */
export interface AskedQuery {
  document: DocumentNode;
  operationName: string | null | undefined;
  variables: ReadVariables;
}

/** Answers whole queries by one statement each. */
export interface QueryAnswerer {
  /**
   * The `data` of the answer as JSON text; null when this operation must be executed the usual way (also after any trouble: the
   * usual way then says what is wrong). `stale` when what was remembered of who asks does not stand any more.
   */
  answer(query: AskedQuery, context: RequestContext): Promise<Planned>;
}
