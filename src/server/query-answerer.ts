import type { DocumentNode } from 'graphql';
import type { Planned } from '../loaders/plan/planner.js';
import type { RequestContext } from '../resolvers/request-context.js';

/** A query of a prepared document, with variables of which nobody has checked whether they fit. */
export interface AskedQuery {
  document: DocumentNode;
  operationName: string | null | undefined;
  variables: Record<string, unknown> | null | undefined;
}

/** Answers whole queries by one statement each. */
export interface QueryAnswerer {
  /**
   * The `data` of the answer as JSON text; null when this operation must be executed the usual way (also after any trouble: the
   * usual way then says what is wrong). `stale` when what was remembered of who asks does not stand any more.
   */
  answer(query: AskedQuery, context: RequestContext): Promise<Planned>;
}
