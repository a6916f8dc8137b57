import { buildSchema as schemaFrom, getNamedType, isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema } from '../../src/resolvers/build-schema.js';

/** Names of input fields, and types in payloads, by which a mutation would be about lines of the activity log. */
function mutationsOfTheLog(schema: GraphQLSchema): string[] {
  return Object.values(schema.getMutationType()!.getFields()).flatMap(({ name, args, type }) => {
    const given = args.flatMap((arg) => [arg.name, ...namesIn(arg.type)]);
    const payload = getNamedType(type);
    const answered = isObjectType(payload)
      ? Object.values(payload.getFields()).flatMap((field) => [field.name, getNamedType(field.type).name])
      : [payload.name];
    return [name, ...given, ...answered]
      .filter((word) => /activit|eventlog|logentr/i.test(word))
      .map((word) => `${name}: ${word}`);
  });
}

/** Names of all fields of an input, and of what is in it. */
function namesIn(type: Parameters<typeof getNamedType>[0], seen = new Set<string>()): string[] {
  const input = getNamedType(type);
  if (!isInputObjectType(input) || seen.has(input.name)) return [];
  seen.add(input.name);
  return Object.values(input.getFields()).flatMap((field) => [field.name, ...namesIn(field.type, seen)]);
}

describe('the activity log', () => {
  it('is neither taken nor answered by any mutation of the schema', async () => {
    expect(mutationsOfTheLog(await buildSchema())).toEqual([]);
  });
});

describe('the test of that', () => {
  it('sees a mutation, an input within an input, and a payload that are about it', () => {
    const schema = schemaFrom(`
      type Query { a: Int }
      type Activity { id: ID! }
      input Filter { activityIds: [ID!] }
      input TidyInput { filter: Filter }
      type TidyPayload { removed: [Activity!]! }
      type Mutation { hideActivity(id: ID!): Int, tidy(input: TidyInput!): TidyPayload, rename(name: String): Int }`);
    expect(mutationsOfTheLog(schema)).toEqual(['hideActivity: hideActivity', 'tidy: activityIds', 'tidy: Activity']);
  });
});
