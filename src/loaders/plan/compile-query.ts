import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { stillStands } from '../../access/session.policy.js';
import { columnsOf, parameter, type EntityClass, type Parameter } from '../../shared/conditions.js';
import { encodeId, idPrefixes, type NodeType } from '../../shared/ids.js';
import { isStorable } from '../../shared/storable-text.js';
import { viewer } from '../../shared/requester.js';
import { keyOf } from '../list-arguments.js';
import { neededBy, rootFieldNamed, sourceOf, typeOf, type RootOne, type ToMany, type ToOne } from '../relation.js';
import { StatementBuilder } from '../sql/statement-builder.js';
import type { Tables } from '../sql/tables.js';
import { collectFields, type SelectionContext } from './collect-fields.js';
import { jsonNull, nullableText, objectText, orNull, sqlOf, writerFor, type JsonText } from './json-text.js';
import { ListCompiler } from './list-text.js';
import { Unplannable, type Arguments, type Part, type PlannedObject, type QueryParts } from './parts.js';
import { ROW, type Binder, type MadeInCode, type ObjectGaps, type Plan, type Values } from './plan.js';
import { RowScope } from './row-scope.js';

/** Compiles one query for the shape of the variables it is given. */
export class QueryCompiler implements QueryParts {
  readonly sql: StatementBuilder;
  private binders: Binder[] = [];
  private places = 0;
  private onlyLooksUp = true;
  private readonly lists: ListCompiler;

  constructor(
    readonly tables: Tables,
    readonly selections: SelectionContext,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.sql = new StatementBuilder(tables);
    this.lists = new ListCompiler(this);
  }

  /** The plan of the query; null when it asks for the schema, or for what has effects. */
  compile(): Plan | null {
    const root = this.selections.schema.getQueryType()!;
    const members: [string, JsonText][] = [];
    const within: [string, ObjectGaps][] = [];
    const made: FieldNode[] = [];
    for (const [name, nodes] of collectFields(this.selections, root, [this.operation.selectionSet])) {
      const [node] = nodes;
      const field = root.getFields()[node!.name.value];
      if (field ? field.extensions['hasEffects'] === true : node!.name.value !== '__typename') return null;
      const part = field ? this.attempt(() => this.rootField(field, nodes)) : { text: this.typeName(root, node!), gaps: null };
      members.push([name, part?.text ?? jsonNull]);
      if (part === null) made.push(...nodes);
      else if (part.gaps) within.push([name, part.gaps]);
    }
    const isGood = `${this.sql.parameter(viewer.userId, 'uuid')} is null or ${this.sql.condition(stillStands)}`;
    const statement = this.sql.finish(`select case when ${isGood} then ${sqlOf(objectText(members))} end as "data"`);
    const inCode = made.length > 0 ? { typeName: root.name, document: this.below(made), moments: [] } : null;
    return {
      statement: { ...statement, lookup: this.onlyLooksUp },
      binders: this.binders,
      gaps: inCode || within.length > 0 ? { made: inCode, within } : null,
    };
  }

  place(): string {
    return `t${++this.places}`;
  }

  bind(field: GraphQLField<unknown, unknown>, node: FieldNode, place: string, read: (args: Arguments) => Arguments): void {
    const add = (given: Arguments, values: Values) => {
      for (const [name, value] of Object.entries(given)) values.set(`${place}.${name}`, value);
    };
    if (hasVariables(node)) {
      this.binders.push((variables, values) => add(read(getArgumentValues(field, node, variables)), values));
    } else {
      const given = read(getArgumentValues(field, node));
      this.binders.push((_variables, values) => add(given, values));
    }
  }

  arguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments {
    return getArgumentValues(field, node, this.selections.variables);
  }

  object({ type, nodes, row }: PlannedObject): Part {
    const members: [string, JsonText][] = [];
    const within: [string, ObjectGaps][] = [];
    const made: FieldNode[] = [];
    for (const [name, fieldNodes] of collectFields(
      this.selections,
      type,
      nodes.map(({ selectionSet }) => selectionSet),
    )) {
      const part = this.field(type, row, fieldNodes);
      members.push([name, part?.text ?? jsonNull]);
      if (part === null) made.push(...fieldNodes);
      else if (part.gaps) within.push([name, part.gaps]);
    }
    const inCode = made.length > 0 ? this.madeInCode(type, row, made, members) : null;
    const gaps = inCode || within.length > 0 ? { made: inCode, within } : null;
    return { text: objectText(members), gaps };
  }

  /** The object that a row names, or `null`. */
  one(relation: ToOne, type: GraphQLObjectType, nodes: readonly FieldNode[], parent: RowScope): Part {
    const row = new RowScope(this.tables, relation.target, this.place());
    const key = { entity: relation.target, alias: row.alias, property: relation.targetKey };
    const link = this.sql.pinned(key, parent.column(relation.key), 'ONE');
    const visible =
      relation.visible === 'inherited' ? [] : [this.sql.condition(relation.visible(columnsOf(relation.target, row.alias)))];
    return this.found({ type, nodes, row }, [link, ...visible]);
  }

  /** The concrete type of what a field leads to, whose rows are of that entity. */
  objectType(field: GraphQLField<unknown, unknown>, entity: EntityClass): GraphQLObjectType {
    const named = getNamedType(field.type);
    if (isObjectType(named)) return named;
    const { schema } = this.selections;
    const concrete = schema.getType(typeOf(entity));
    if (isInterfaceType(named) && isObjectType(concrete) && schema.isSubType(named, concrete)) return concrete;
    throw new Unplannable();
  }

  typeName(type: GraphQLObjectType, node: FieldNode): JsonText {
    if (node.name.value !== '__typename') throw new Unplannable();
    return [`"${type.name}"`];
  }

  private rootField(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Part {
    const declared = rootFieldNamed(field.name);
    if (!declared) throw new Unplannable();
    if (declared.kind === 'list') return this.list(declared.list, field, nodes, null);
    const { lookup } = declared;
    const row = new RowScope(this.tables, lookup.target, this.place());
    const key = { entity: lookup.target, alias: row.alias, property: lookup.by };
    const wanted = this.sql.parameter(this.rootKey(declared, field, nodes[0]!, row.alias), this.sql.type(key));
    const visible = lookup.visible === 'inherited' ? [] : [lookup.visible(columnsOf(lookup.target, row.alias))];
    const conditions = [this.sql.pinned(key, wanted, 'ONE'), ...visible.map((condition) => this.sql.condition(condition))];
    return this.found({ type: this.objectType(field, lookup.target), nodes, row }, conditions);
  }

  private rootKey({ key }: RootOne, field: GraphQLField<unknown, unknown>, node: FieldNode, place: string): Parameter {
    if ('viewer' in key) return key.viewer;
    this.bind(field, node, place, (args) => {
      const value = keyOf(key, args[key.argument] as string);
      return { key: value !== null && isStorable(value) ? value : null };
    });
    return parameter(`${place}.key`);
  }

  private found(object: PlannedObject, conditions: readonly string[]): Part {
    const { text, gaps } = this.object(object);
    const { entity, alias } = object.row;
    const select = `(select ${sqlOf(text)} from ${this.tables.table(entity)} ${alias} where ${conditions.join(' and ')})`;
    return { text: orNull(select), gaps };
  }

  /** A field of a row; null when code makes it. */
  private field(type: GraphQLObjectType, row: RowScope, nodes: readonly FieldNode[]): Part | null {
    const node = nodes[0]!;
    const field = type.getFields()[node.name.value];
    if (!field) return { text: this.typeName(type, node), gaps: null };
    const relation = sourceOf(type.name)?.relations[field.name];
    if (relation) return this.attempt(() => this.relation(relation, field, nodes, row));
    const text = this.column(type, row, field);
    return text && { text, gaps: null };
  }

  private relation(
    relation: ToOne | ToMany,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    parent: RowScope,
  ): Part {
    return relation.kind === 'one'
      ? this.one(relation, this.objectType(field, relation.target), nodes, parent)
      : this.list(relation, field, nodes, parent);
  }

  private list(list: ToMany, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], parent: RowScope | null): Part {
    this.onlyLooksUp = false;
    return this.lists.field(list, field, nodes, parent);
  }

  /** What can be said of a part is said, or nothing of it is. */
  private attempt(part: () => Part): Part | null {
    const [restore, binders] = [this.sql.mark(), [...this.binders]];
    try {
      return part();
    } catch (error) {
      if (!(error instanceof Unplannable)) throw error;
      restore();
      this.binders = binders;
      return null;
    }
  }

  private column(type: GraphQLObjectType, row: RowScope, field: GraphQLField<unknown, unknown>): JsonText | null {
    if (field.name === 'id' && type.name in idPrefixes) {
      return [`"${encodeId(type.name as NodeType, '')}`, { sql: row.column('id') }, '"'];
    }
    const column = this.tables.all(row.entity).get(field.name);
    if (field.resolve || !column || isListType(getNullableType(field.type))) return null;
    const named = getNamedType(field.type);
    if (!isLeafType(named) || (column.nullable && isNonNullType(field.type))) return null;
    const write = writerFor(named.name, isEnumType(named), column);
    if (!write) return null;
    const sql = row.column(field.name);
    return column.nullable ? nullableText(sql, write(sql)) : write(sql);
  }

  /** What is made in code of an object, whose row goes along as a member. */
  private madeInCode(
    type: GraphQLObjectType,
    row: RowScope,
    fields: readonly FieldNode[],
    members: [string, JsonText][],
  ): MadeInCode {
    const known = this.tables.all(row.entity);
    const needed = new Set(['id']);
    for (const { name } of fields) {
      const properties = neededBy(row.entity, name.value) ?? (known.has(name.value) ? [name.value] : [...known.keys()]);
      for (const property of properties) needed.add(property);
    }
    const properties = [...known].filter(([property]) => needed.has(property));
    members.push([
      ROW,
      objectText(properties.map(([property]) => [property, [{ sql: `coalesce(to_json(${row.column(property)}), 'null')` }]])),
    ]);
    return {
      typeName: type.name,
      document: this.below(fields),
      moments: properties.filter(([, column]) => column.type === 'timestamptz').map(([property]) => property),
    };
  }

  private below(fields: readonly FieldNode[]): DocumentNode {
    const { variableDefinitions } = this.operation;
    const selectionSet = { kind: Kind.SELECTION_SET, selections: fields } as const;
    const query = { ...this.operation, ...(variableDefinitions && { variableDefinitions }), selectionSet, directives: [] };
    const fragments = this.document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    return { kind: Kind.DOCUMENT, definitions: [query, ...fragments] };
  }
}

const hasVariables = ({ arguments: given = [] }: FieldNode): boolean => given.some(({ value }) => isVariable(value));

/** Whether a value is a variable, or has one in it. */
function isVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(isVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => isVariable(field.value));
}
