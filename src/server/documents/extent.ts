import { Kind, type DirectiveNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** How large a part of a document is once its fragments are put in their places. */
export interface Extent {
  /** Levels of fields, `__schema` and `__type` counting as one. */
  depth: number;
  /** Levels of fields from `__schema` or `__type` on. */
  introspectionDepth: number;
  aliases: number;
  directives: number;
  directivesPerPlace: number;
  selections: number;
  credentials: number;
}

/** Large enough to be over every limit, and small enough to be added up. */
const MANY = 1e9;
const nothing: Extent = {
  depth: 0,
  introspectionDepth: 0,
  aliases: 0,
  directives: 0,
  directivesPerPlace: 0,
  selections: 0,
  credentials: 0,
};

/**
 * Measures parts of a document, each fragment once. A fragment that is missing, or is met again within itself, counts nothing
 * more: validation finds it.
 */
export class Extents {
  /** Whether a fragment that was measured contains itself. */
  cyclic = false;
  private readonly measured = new Map<string, Extent | null>();

  /** @param takesCredentials whether a field of that name takes a password or the like. */
  constructor(
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly takesCredentials: (name: string) => boolean,
  ) {}

  of({
    selectionSet,
    directives,
  }: {
    selectionSet: SelectionSetNode;
    directives?: readonly DirectiveNode[] | undefined;
  }): Extent {
    return withDirectives(this.ofSelections(selectionSet), directives);
  }

  /** Whether the fragment is part of something that was measured. */
  hasMet(name: string): boolean {
    return this.measured.has(name);
  }

  ofFragment(name: string): Extent {
    const known = this.measured.get(name);
    if (known) return known;
    if (known === null) {
      this.cyclic = true;
      return nothing;
    }
    this.measured.set(name, null);
    const fragment = this.fragments.get(name);
    const extent = fragment ? this.of(fragment) : nothing;
    this.measured.set(name, extent);
    return extent;
  }

  private ofSelections({ selections }: SelectionSetNode): Extent {
    const total = { ...nothing };
    for (const selection of selections) add(total, withDirectives(this.ofSelection(selection), selection.directives));
    return total;
  }

  private ofSelection(selection: SelectionNode): Extent {
    switch (selection.kind) {
      case Kind.FRAGMENT_SPREAD:
        return counted(this.ofFragment(selection.name.value));
      case Kind.INLINE_FRAGMENT:
        return counted(this.ofSelections(selection.selectionSet));
      case Kind.FIELD: {
        const name = selection.name.value;
        const below = selection.selectionSet ? this.ofSelections(selection.selectionSet) : nothing;
        const introspects = name === '__schema' || name === '__type';
        return {
          ...counted(below),
          depth: introspects ? 1 : below.depth + 1,
          introspectionDepth: introspects ? Math.max(below.depth, below.introspectionDepth) + 1 : below.introspectionDepth,
          aliases: below.aliases + (selection.alias ? 1 : 0),
          credentials: below.credentials + (this.takesCredentials(name) ? 1 : 0),
        };
      }
    }
  }
}

const counted = (extent: Extent): Extent => ({ ...extent, selections: extent.selections + 1 });

function withDirectives(extent: Extent, directives: readonly DirectiveNode[] = []): Extent {
  if (directives.length === 0) return extent;
  return {
    ...extent,
    directives: extent.directives + directives.length,
    directivesPerPlace: Math.max(extent.directivesPerPlace, directives.length),
  };
}

function add(total: Extent, extent: Extent): void {
  total.depth = Math.max(total.depth, extent.depth);
  total.introspectionDepth = Math.max(total.introspectionDepth, extent.introspectionDepth);
  total.directivesPerPlace = Math.max(total.directivesPerPlace, extent.directivesPerPlace);
  for (const amount of ['aliases', 'directives', 'selections', 'credentials'] as const) {
    total[amount] = Math.min(total[amount] + extent[amount], MANY);
  }
}
