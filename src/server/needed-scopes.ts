import {
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { scopeOfField } from '../resolvers/scopes.js';
import type { AccessScope } from '../shared/enums/people.js';

/** Where a scope is needed first. */
export interface Place {
  node: FieldNode;
  /** The names under which the answer would hold the field. */
  path: readonly string[];
}

/** What a token needs for an operation. */
export interface NeededScopes {
  scopes: ReadonlyMap<AccessScope, Place>;
  /** A field of which nobody has said what it needs. */
  unknown: Place | null;
}

const nothing: NeededScopes = { scopes: new Map(), unknown: null };

/**
 * The scopes that an operation of a valid document needs, whatever its conditions (`@skip`, `@include`, types of fragments) come
 * to. What interfaces and unions hide is asked for when it comes to light. Each fragment is entered once: linear in the document.
 */
export function neededScopes(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): NeededScopes {
  const root = schema.getRootType(operation.operation);
  if (!root) return nothing;

  const scopes = new Map<AccessScope, Place>();
  let unknown: Place | null = null;
  const fragments = fragmentsOf(document);
  const path: string[] = [];

  const need = (node: FieldNode, scope: AccessScope | 'NONE' | undefined): void => {
    if (scope === undefined) unknown ??= { node, path: [...path] };
    else if (scope !== 'NONE' && !scopes.has(scope)) scopes.set(scope, { node, path: [...path] });
  };
  const enter = ({ selections }: SelectionSetNode, type: GraphQLCompositeType): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) enterField(selection, type);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        enter(selection.selectionSet, named(selection.typeCondition?.name.value) ?? type);
      else {
        const fragment = fragments.get(selection.name.value);
        const condition = fragment && named(fragment.typeCondition.name.value);
        fragments.delete(selection.name.value);
        if (condition) enter(fragment.selectionSet, condition);
      }
    }
  };
  const enterField = (node: FieldNode, type: GraphQLCompositeType): void => {
    // `__typename`, and at the root the schema itself, are for everybody.
    if (node.name.value.startsWith('__') || isUnionType(type)) return;
    const field = type.getFields()[node.name.value];
    if (!field) return;
    path.push((node.alias ?? node.name).value);
    need(node, scopeOfField(field));
    const below = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(below)) enter(node.selectionSet, below);
    path.pop();
  };
  const named = (name: string | undefined): GraphQLCompositeType | null => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : null;
  };

  enter(operation.selectionSet, root);
  return { scopes, unknown };
}

const fragmentsOf = ({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
