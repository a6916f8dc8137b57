import {
  execute,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { Planner, stale } from '../../src/loaders/plan/planner.js';
import { Viewpoint } from '../../src/loaders/viewpoint.js';
import { buildSchema } from '../../src/resolvers/build-schema.js';
import { RequestContext } from '../../src/resolvers/request-context.js';
import { systemClock } from '../../src/shared/clock.js';
import { SignedLinks } from '../../src/storage/signed-links.js';
import type { TestApp } from './app.js';
import type { Client } from './client.js';

const origin = { requestId: 'test', ipAddress: null, userAgent: null };

/** Both ways of reading, past HTTP: whatever one of them answers, the other has to answer, too. */
export class ReadStrategies {
  private readonly documents = new Map<string, DocumentNode>();
  private readonly planner: Planner;

  private constructor(
    private readonly test: TestApp,
    readonly schema: GraphQLSchema,
  ) {
    this.planner = new Planner(schema, test.app.model);
  }

  static async of(test: TestApp): Promise<ReadStrategies> {
    return new ReadStrategies(test, await buildSchema());
  }

  /** Field by field, by batches. */
  async batched(client: Client, text: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
    const contextValue = await this.context(client);
    const result = await execute({ schema: this.schema, document: this.document(text), contextValue, variableValues: variables });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  }

  /** By one statement; null when there is no plan. */
  async planned(client: Client, text: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult | null> {
    const context = await this.context(client);
    const viewpoint = new Viewpoint(context.requester, systemClock);
    const document = this.document(text);
    const definitions = getOperationAST(document)!.variableDefinitions ?? [];
    const { coerced } = getVariableValues(this.schema, definitions, variables);
    if (!coerced) return null;
    const data = await this.planner.answer({ document, variables: { given: variables, coerced } }, viewpoint, context);
    if (data === stale) throw new Error('Nothing changed the rights of who asks.');
    return data === null ? null : { data: JSON.parse(data) as Record<string, unknown> };
  }

  private async context({ token }: Client): Promise<RequestContext> {
    const perspectives = this.test.app.perspectives(origin);
    const claims =
      token && (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string; sid: string });
    const session = claims ? { userId: claims.sub.slice(4), sessionId: claims.sid } : null;
    // Links end at the same moment, whenever they were asked for.
    const links = new SignedLinks({ secret: Buffer.alloc(32), clock: { now: () => new Date(0) } }).under(
      () => 'http://localhost',
    );
    return new RequestContext(await perspectives.of(session), perspectives, null, links, {} as never);
  }

  private document(text: string): DocumentNode {
    let document = this.documents.get(text);
    if (!document) {
      document = parse(text);
      const errors = validate(this.schema, document);
      if (errors.length > 0) throw new Error(errors.join('\n'));
      this.documents.set(text, document);
    }
    return document;
  }
}
