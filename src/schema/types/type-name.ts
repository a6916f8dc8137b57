import { decodeAnyId } from '../../shared/ids.js';

/**
 * The name of the GraphQL type of an object behind an interface or union: what the object says itself, else what the prefix of its
 * id says. Undefined, which graphql-js answers with an error, when neither tells.
 */
export function typeNameOf(value: { __typename?: string; id?: string }): string | undefined {
  return value.__typename ?? (value.id === undefined ? undefined : decodeAnyId(value.id)?.type);
}
