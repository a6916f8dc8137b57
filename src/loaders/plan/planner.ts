import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { RequestError } from '../../shared/errors.js';
import { guardedRead } from '../guarded-read.js';
import type { ReadModel } from '../read-model.js';
import type { Viewpoint } from '../viewpoint.js';
import { QueryCompiler } from './compile-query.js';
import { GapFiller } from './fill-gaps.js';
import type { Plan, Values, Variables } from './plan.js';
import { VariablesShape } from './variables-shape.js';

/** A query as it is to be answered. The document is valid, and the same object each time when it is the same. */
export interface Query {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables: {
    /** As the client sent them. */
    given: Record<string, unknown>;
    /** As arguments take them, with default values. */
    coerced: Variables;
  };
}

/** What is answered when the rights of who asks have to be found out anew. */
export const stale = Symbol('stale');

export type Planned = string | typeof stale | null;

interface Row {
  /** Null when the guard did not hold. */
  data: string | null;
}

/** Shapes of variables for which one operation is compiled. Clients choose them, so their number is bounded. */
const MOST_SHAPES = 32;

interface PlannedOperation {
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  shape: VariablesShape;
  /** By the shape of the variables; null where there can be no plan. */
  plans: Map<string, Plan | null>;
}

/**
 * The planned strategy of reading: a query is compiled, once for its document and each shape of its variables, to one statement
 * that makes the whole answer; executing it again costs binding its values.
 */
export class Planner {
  private readonly operations = new WeakMap<DocumentNode, Map<string | null, PlannedOperation | null>>();
  private readonly filler: GapFiller;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly model: ReadModel,
  ) {
    this.filler = new GapFiller(schema);
  }

  /**
   * The `data` of the answer, as JSON text; null when the query has to be executed field by field, which then also says what is
   * wrong with it. `stale` when what was remembered of the viewer does not stand any more: nothing was read then.
   * @param context what the resolvers of fields made in code get.
   */
  async answer(query: Query, viewpoint: Viewpoint, context: unknown): Promise<Planned> {
    // Which types a narrowed token may reach is asked object by object.
    if (viewpoint.requester.narrowedTo !== null) return null;
    const bound = this.bind(query);
    if (bound === null) return null;
    const { plan, values } = bound;
    const value = (name: string) => (values.has(name) ? values.get(name) : viewpoint.bound(name));
    const statement = this.model.statements.bound(plan.statement, value);
    const rows = await guardedRead<Row>(this.model, { viewpoint, statement, held: ([row]) => row!.data !== null });
    if (rows === null) return stale;
    const text = rows[0]!.data!;
    if (plan.gaps === null) return text;

    const data = JSON.parse(text) as Record<string, unknown>;
    const filled = await this.filler.fill(data, plan.gaps, query.variables.given, context);
    return filled ? JSON.stringify(data) : null;
  }

  /** The plan with the values of its parameters; null when there is none, or when the arguments cannot be meant. */
  private bind({ document, operationName, variables }: Query): { plan: Plan; values: Values } | null {
    const planned = this.operationOf(document, operationName ?? null);
    if (!planned) return null;
    try {
      const plan = this.planFor(document, planned, variables.coerced);
      if (plan === null) return null;
      const values: Values = new Map<string, unknown>();
      for (const binder of plan.binders) binder(variables.coerced, values);
      return { plan, values };
    } catch (error) {
      if (error instanceof RequestError) return null;
      throw error;
    }
  }

  private planFor(
    document: DocumentNode,
    { operation, fragments, shape, plans }: PlannedOperation,
    variables: Variables,
  ): Plan | null {
    const key = shape.of(variables);
    const known = plans.get(key);
    if (known !== undefined) return known;
    if (plans.size >= MOST_SHAPES) return null;
    const selections = { schema: this.schema, fragments, variables };
    const plan = new QueryCompiler(this.model.tables, selections, document, operation).compile();
    plans.set(key, plan);
    return plan;
  }

  private operationOf(document: DocumentNode, name: string | null): PlannedOperation | null {
    let byName = this.operations.get(document);
    if (!byName) this.operations.set(document, (byName = new Map<string | null, PlannedOperation | null>()));
    let planned = byName.get(name);
    if (planned === undefined) byName.set(name, (planned = this.operationIn(document, name)));
    return planned;
  }

  /** The query that is meant; null when that is not told, or it is none. */
  private operationIn({ definitions }: DocumentNode, name: string | null): PlannedOperation | null {
    const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const [operation, ...others] = name === null ? operations : operations.filter((one) => one.name?.value === name);
    if (operation?.operation !== OperationTypeNode.QUERY || others.length > 0) return null;
    const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    return {
      operation,
      fragments: Object.fromEntries(fragments.map((one) => [one.name.value, one])),
      shape: new VariablesShape(this.schema, operation.variableDefinitions ?? []),
      plans: new Map<string, Plan | null>(),
    };
  }
}
