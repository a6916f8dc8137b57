import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../shared/page.js';
import { itemsIn, Values, type Variables } from './values.js';
import { LIST_SIZE, prices } from './prices.js';

/** A price that no operation may have, and that can still be added up. */
const TOO_MUCH = 1e9;

/** What a selection costs: once, and for each node of the connection that it is a selection of. */
interface Price {
  once: number;
  eachNode: number;
}

/** The price of a part of a document, for the variables that it is sent with. */
type Part = (run: Run) => Price;

/** One pricing: with its variables, and the fragments that were priced already. */
interface Run {
  values: Values;
  fragments: Map<string, Price>;
}

const free: Price = { once: 0, eachNode: 0 };

/**
 * Compiles the prices of a valid document's operations. Pricing takes time linear to the document, since a fragment is priced
 * once however often it is spread, and to its variables. Pages count by the size asked for, from 0 to 100, whatever is asked;
 * sizes beyond are refused when the list is read.
 */
export class Pricing {
  private readonly fragments = new Map<string, Part>();
  private readonly operations = new Map<OperationDefinitionNode, (variables: Variables) => number>();
  private readonly lengths: Readonly<Record<string, number>>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    this.lengths = schemaLengths(schema);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, this.fragment(definition));
    }
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) this.operations.set(definition, this.operation(definition));
    }
  }

  /** Whole points, at least one. */
  priceOf(operation: OperationDefinitionNode, variables: Variables): number {
    return this.operations.get(operation)!(variables);
  }

  private operation(definition: OperationDefinitionNode): (variables: Variables) => number {
    const { selectionSet, variableDefinitions = [] } = definition;
    const selections = this.selections(selectionSet, this.schema.getRootType(definition.operation)!);
    const price = (variables: Variables): number => {
      const run = { values: new Values(variableDefinitions, variables), fragments: new Map<string, Price>() };
      return Math.ceil(Math.min(prices.operation + selections(run).once, TOO_MUCH));
    };
    if (variableDefinitions.length > 0) return price;
    let known: number | undefined;
    return () => (known ??= price({}));
  }

  private fragment(fragment: FragmentDefinitionNode): Part {
    const { name, typeCondition, selectionSet } = fragment;
    // Compiled when it is first spread, for by then all fragments are known.
    let selections: Part | undefined;
    return (run) => {
      const known = run.fragments.get(name.value);
      if (known) return known;
      selections ??= this.selections(selectionSet, this.schema.getType(typeCondition.name.value) as GraphQLCompositeType);
      const price = selections(run);
      run.fragments.set(name.value, price);
      return price;
    };
  }

  private selections({ selections }: SelectionSetNode, parent: GraphQLCompositeType): Part {
    const parts = selections.flatMap((selection) => {
      const part = this.selection(selection, parent);
      return part ? [unlessLeftOut(selection.directives ?? [], part)] : [];
    });
    return (run) => {
      const total = { once: 0, eachNode: 0 };
      for (const part of parts) {
        const { once, eachNode } = part(run);
        total.once = Math.min(total.once + once, TOO_MUCH);
        total.eachNode = Math.min(total.eachNode + eachNode, TOO_MUCH);
      }
      return total;
    };
  }

  private selection(selection: SelectionNode, parent: GraphQLCompositeType): Part | null {
    if (selection.kind === Kind.FIELD) return this.field(selection, parent);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return (run) => this.fragments.get(selection.name.value)!(run);
    const condition = selection.typeCondition;
    return this.selections(
      selection.selectionSet,
      condition ? (this.schema.getType(condition.name.value) as GraphQLCompositeType) : parent,
    );
  }

  /** Null for a field that is free whatever the variables are. */
  private field(node: FieldNode, parent: GraphQLCompositeType): Part | null {
    const definition = this.definitionOf(node, parent);
    if (!definition) return null;
    const fixed = this.ownPrice(definition, parent);
    const given = (node.arguments ?? []).map(({ value }) => itemsIn(value)).filter((items) => items !== null);
    const listed = (run: Run) => given.reduce((sum, items) => sum + items(run.values), 0);
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) {
      if (fixed === 0 && given.length === 0) return null;
      return (run) => ({ once: fixed + listed(run) * prices.listedItem, eachNode: 0 });
    }

    const below = this.selections(node.selectionSet!, type);
    const object = isIntrospectionType(type) ? prices.schemaObject : prices.object;
    if (isConnection(parent) && (definition.name === 'nodes' || definition.name === 'edges')) {
      return (run) => ({ once: 0, eachNode: object + below(run).once });
    }
    // An edge was paid for with the list; its node is no further object.
    if (isEdge(parent) && definition.name === 'node') return below;

    const one = isConnection(type) ? pageOf(node) : null;
    const many = isListType(getNullableType(definition.type)) ? this.lengthOf(node, definition) : null;
    return (run) => {
      const { once, eachNode } = below(run);
      const times = many ? many(run.values) : 1;
      const nodes = one ? one(run.values) * eachNode : 0;
      return { once: Math.min(fixed + listed(run) * prices.listedItem + times * (object + once + nodes), TOO_MUCH), eachNode: 0 };
    };
  }

  private definitionOf(
    { name: { value: name } }: FieldNode,
    parent: GraphQLCompositeType,
  ): GraphQLField<unknown, unknown> | null {
    if (parent === this.schema.getQueryType() && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (parent === this.schema.getQueryType() && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return 'getFields' in parent ? (parent.getFields()[name] ?? null) : null;
  }

  private ownPrice({ name, extensions }: GraphQLField<unknown, unknown>, parent: GraphQLCompositeType): number {
    const marked = typeof extensions['cost'] === 'number' ? extensions['cost'] : 0;
    if (parent === this.schema.getMutationType()) return prices.mutation + marked;
    if (parent === this.schema.getSubscriptionType()) return prices.subscription + marked;
    return isConnection(parent) && name === 'totalCount' ? prices.count + marked : marked;
  }

  /** A list is as long as the lists that are asked for by, e.g. `nodes(ids:)`; else of an ordinary length. */
  private lengthOf(node: FieldNode, { name, args, type }: GraphQLField<unknown, unknown>): (values: Values) => number {
    if (isIntrospectionType(getNamedType(type))) return () => this.lengths[name] ?? LIST_SIZE;
    const lists = new Set(args.filter(({ type }) => isListType(getNullableType(type))).map(({ name }) => name));
    const given = (node.arguments ?? []).filter(({ name }) => lists.has(name.value)).map(({ value }) => value);
    if (given.length === 0) return () => LIST_SIZE;
    return (values) => given.reduce((sum, value) => sum + lengthOfList(value, values), 0);
  }
}

/** `first` or `last` as asked for, as far as it is a size that can be answered. */
function pageOf({ arguments: given = [] }: FieldNode): (values: Values) => number {
  const sizes = given.filter(({ name }) => name.value === 'first' || name.value === 'last').map(({ value }) => value);
  return (values) => {
    const asked = sizes.map((size) => values.of(size)).filter((size) => typeof size === 'number' && !Number.isNaN(size));
    return asked.length === 0 ? DEFAULT_PAGE_SIZE : Math.min(Math.max(0, ...(asked as number[])), MAX_PAGE_SIZE);
  };
}

function lengthOfList(node: ValueNode, values: Values): number {
  if (node.kind === Kind.LIST) return node.values.length;
  const value = values.of(node);
  // GraphQL takes a single value for a list of one.
  return Array.isArray(value) ? value.length : value == null ? 0 : 1;
}

/** What `@skip` and `@include` leave out is not paid for. */
function unlessLeftOut(directives: readonly DirectiveNode[], part: Part): Part {
  const conditions = directives.flatMap(({ name: { value: name }, arguments: given }) =>
    name === 'skip' || name === 'include' ? [{ keeps: name === 'include', value: given![0]!.value }] : [],
  );
  if (conditions.length === 0) return part;
  return (run) => (conditions.some(({ keeps, value }) => run.values.of(value) === !keeps) ? free : part(run));
}

const isConnection = (type: GraphQLCompositeType): boolean =>
  isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();

const isEdge = (type: GraphQLCompositeType): boolean =>
  isObjectType(type) && type.name.endsWith('Edge') && 'cursor' in type.getFields();

/** How long the lists of introspection are, by their names, as far as they depend on the schema. */
function schemaLengths(schema: GraphQLSchema): Record<string, number> {
  const types = Object.values(schema.getTypeMap());
  const possible = Math.max(0, ...types.filter(isAbstractType).map((type) => schema.getPossibleTypes(type).length));
  return {
    types: types.length,
    fields: 10,
    args: 3,
    inputFields: 5,
    enumValues: 5,
    interfaces: 2,
    possibleTypes: Math.ceil(possible / 5),
    directives: schema.getDirectives().length,
  };
}
