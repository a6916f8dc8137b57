import { Kind, type ASTNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * How much validation will have to compare to know that fields of one name can be merged: each two of them, with their
 * arguments, on every level. Linear in the size of the expanded selection, which has to be bounded before.
 */
export function comparisonsIn(root: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): number {
  const sizes = new Map<FieldNode, number>();
  const sizeOf = (field: FieldNode): number => {
    const size = sizes.get(field) ?? (field.arguments ?? []).reduce((sum, argument) => sum + nodesIn(argument.value), 0);
    sizes.set(field, size);
    return size;
  };

  const within = (sets: readonly SelectionSetNode[]): number => {
    let total = 0;
    for (const fields of fieldsByName(sets, fragments).values()) {
      const count = fields.length;
      const written = fields.reduce((sum, field) => sum + sizeOf(field), 0);
      total += (count * (count - 1)) / 2 + (count - 1) * written;
      total += within(fields.flatMap(({ selectionSet }) => selectionSet ?? []));
    }
    return total;
  };
  return within([root]);
}

/** What is selected under each name, fragments put in their places, each once. */
function fieldsByName(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const same = fields.get(name);
        if (same) same.push(selection);
        else fields.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  sets.forEach(collect);
  return fields;
}

function nodesIn(value: ASTNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((sum, item) => sum + nodesIn(item), 1);
  if (value.kind === Kind.OBJECT) return value.fields.reduce((sum, field) => sum + nodesIn(field.value), 1);
  return 1;
}
