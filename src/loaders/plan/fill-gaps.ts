import { execute, GraphQLSchema, type GraphQLObjectType } from 'graphql';
import { ROW, type MadeInCode, type ObjectGaps } from './plan.js';

type AnswerObject = Record<string, unknown>;

/** Fills the gaps of planned answers by executing what is made in code, object by object, as it is done without a plan. */
export class GapFiller {
  private readonly rooted = new Map<string, GraphQLSchema>();

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * Fills the answer in place. What several objects ask for at the same time is fetched together, by the loaders of the context.
   * @param variables as the client sent them.
   * @returns whether all went well; else the answer is of no use.
   */
  async fill(answer: AnswerObject, gaps: ObjectGaps, variables: AnswerObject, context: unknown): Promise<boolean> {
    const filled = gapsIn(answer, gaps).map(async ({ object, made }) => {
      const { data, errors } = await execute({
        schema: this.rootedAt(made.typeName),
        document: made.document,
        rootValue: takeRow(object, made),
        contextValue: context,
        variableValues: variables,
      });
      if (!data || errors) return false;
      Object.assign(object, data);
      return true;
    });
    return (await Promise.all(filled)).every(Boolean);
  }

  /** The schema with that type as the root of queries. */
  private rootedAt(typeName: string): GraphQLSchema {
    let schema = this.rooted.get(typeName);
    if (!schema) {
      const query = this.schema.getType(typeName) as GraphQLObjectType;
      schema = new GraphQLSchema({ ...this.schema.toConfig(), query, mutation: null, subscription: null, assumeValid: true });
      this.rooted.set(typeName, schema);
    }
    return schema;
  }
}

/** The objects of an answer that have gaps of their own. */
function gapsIn(value: unknown, gaps: ObjectGaps): { object: AnswerObject; made: MadeInCode }[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one) => gapsIn(one, gaps));
  const object = value as AnswerObject;
  const within = gaps.within.flatMap(([name, deeper]) => gapsIn(object[name], deeper));
  return gaps.made ? [{ object, made: gaps.made }, ...within] : within;
}

/** The row that an object was made of, with its moments as dates, taken out of it; the root has none. */
function takeRow(object: AnswerObject, { moments }: MadeInCode): AnswerObject | undefined {
  const row = object[ROW] as AnswerObject | undefined;
  if (!row) return undefined;
  delete object[ROW];
  for (const moment of moments) if (row[moment] !== null) row[moment] = new Date(row[moment] as string);
  return row;
}
