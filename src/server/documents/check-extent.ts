import {
  Kind,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { documentLimits, type DocumentLimit } from '../document-limits.js';
import { comparisonsIn } from './comparisons.js';
import { Extents } from './extent.js';
import { refuse, type Refusal } from './refusal.js';

/** Whether fragments of the document go round; then nothing of it can be measured, and validation is to say so. */
export type Checked = { cyclic: boolean; refusal: null } | { cyclic: boolean; refusal: Refusal };

/** Refuses a document that would be expensive to validate or to run, before either is tried. Linear in its size. */
export function checkExtent(schema: GraphQLSchema, document: DocumentNode): Checked {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  if (document.definitions.length > documentLimits.definitions) return found('definitions', document.definitions.length);

  const extents = new Extents(fragments, credentialFields(schema));
  let inAll = 0;
  for (const operation of operations) {
    const extent = extents.of(operation);
    const places = operation.variableDefinitions?.map(({ directives }) => directives?.length ?? 0) ?? [];
    extent.directives += places.reduce((sum, count) => sum + count, 0);
    extent.directivesPerPlace = Math.max(extent.directivesPerPlace, ...places);
    for (const limit of ofAnOperation) if (extent[limit] > documentLimits[limit]) return found(limit, extent[limit], operation);
    inAll += extent.selections;
  }
  // Validation looks into what no operation spreads as well.
  const unused = [...fragments.values()].filter(({ name }) => !extents.hasMet(name.value));
  for (const [name, fragment] of fragments) {
    const extent = extents.ofFragment(name);
    for (const limit of ofAnOperation) if (extent[limit] > documentLimits[limit]) return found(limit, extent[limit], fragment);
    inAll += extent.selections;
  }
  if (inAll > documentLimits.selectionsInAll) return found('selectionsInAll', inAll);
  if (extents.cyclic) return { cyclic: true, refusal: null };

  let comparisons = 0;
  for (const { selectionSet } of [...operations, ...unused]) {
    comparisons += comparisonsIn(selectionSet, fragments);
    if (comparisons > documentLimits.comparisons) return found('comparisons', comparisons);
  }
  return { cyclic: false, refusal: null };
}

const ofAnOperation = [
  'depth',
  'introspectionDepth',
  'aliases',
  'directives',
  'directivesPerPlace',
  'selections',
  'credentials',
] as const;

const words: Record<Exclude<DocumentLimit, 'bytes' | 'tokens'>, string> = {
  depth: 'levels of fields',
  introspectionDepth: 'levels of fields below `__schema` or `__type`',
  aliases: 'aliases in an operation',
  directives: 'directives in an operation',
  directivesPerPlace: 'directives in one place',
  selections: 'fields and fragments in an operation',
  selectionsInAll: 'fields and fragments in a document',
  definitions: 'operations and fragments in a document',
  comparisons: 'comparisons of fields with the same name',
  credentials: 'field that takes credentials in an operation',
};

function found(limit: keyof typeof words, amount: number, node?: ASTNode): Checked {
  const maximum = documentLimits[limit];
  const message = `There may be at most ${maximum} ${words[limit]}${amount < 1e6 ? `; here are ${amount}` : ''}.`;
  return { cyclic: false, refusal: refuse(400, 'GRAPHQL_VALIDATION_FAILED', message, { limit, maximum }, node) };
}

const credentialFieldsOf = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** The mutations that are marked `takesCredentials`. */
function credentialFields(schema: GraphQLSchema): (name: string) => boolean {
  let names = credentialFieldsOf.get(schema);
  if (!names) {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    names = new Set(fields.filter(({ extensions }) => extensions['takesCredentials'] === true).map(({ name }) => name));
    credentialFieldsOf.set(schema, names);
  }
  return (name) => names.has(name);
}
