import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Seconds for which the schema may be shown as it was: it changes only with the server. */
const SCHEMA = 300;

const remembered = new WeakMap<DocumentNode, number>();

/** For how many seconds an answer to a valid document may be kept: the shortest time of all fields in it. */
export function maxAgeOf(schema: GraphQLSchema, document: DocumentNode): number {
  let seconds = remembered.get(document);
  if (seconds === undefined) remembered.set(document, (seconds = shortestIn(schema, document)));
  return seconds;
}

function shortestIn(schema: GraphQLSchema, document: DocumentNode): number {
  let shortest = Infinity;
  const types = new TypeInfo(schema);
  const enter = ({ name }: { name: { value: string } }): false | undefined => {
    if (name.value === '__typename') return undefined;
    const introspects = name.value.startsWith('__');
    const { maxAge } = (types.getFieldDef()?.extensions ?? {}) as { maxAge?: number };
    shortest = Math.min(shortest, introspects ? SCHEMA : (maxAge ?? 0));
    return introspects ? false : undefined;
  };
  visit(document, visitWithTypeInfo(types, { Field: enter }));
  return Number.isFinite(shortest) ? shortest : 0;
}
