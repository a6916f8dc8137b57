import { Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql';

/** Finds the operations of a document, as graphql-js does, without going through it each time. */
export function operationsOf({ definitions }: DocumentNode): (name: string | null | undefined) => OperationDefinitionNode | null {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const byName = new Map(operations.map((operation) => [operation.name?.value, operation]));
  const only = operations.length === 1 ? operations[0]! : null;
  return (name) => (name == null ? only : (byName.get(name) ?? null));
}
