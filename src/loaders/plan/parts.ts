import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import type { StatementBuilder } from '../sql/statement-builder.js';
import type { Tables } from '../sql/tables.js';
import type { SelectionContext } from './collect-fields.js';
import type { JsonText } from './json-text.js';
import type { ObjectGaps } from './plan.js';
import type { RowScope } from './row-scope.js';

/** Says that a part of a query cannot be put into a statement; then code makes it. */
export class Unplannable extends Error {}

/** A part of the answer, with its gaps. */
export interface Part {
  text: JsonText;
  gaps: ObjectGaps | null;
}

/** An object whose fields are asked for, and the row that it is made of. */
export interface PlannedObject {
  type: GraphQLObjectType;
  nodes: readonly FieldNode[];
  row: RowScope;
}

export type Arguments = Record<string, unknown>;

/** What compilers of the parts of one query share. */
export interface QueryParts {
  readonly tables: Tables;
  readonly sql: StatementBuilder;
  readonly selections: SelectionContext;
  /** A new place in the statement: what the names of its parameters and aliases begin with. */
  place(): string;
  /** The arguments of a field, as the variables at hand make them. */
  arguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments;
  /**
   * Has the values of arguments bound for every request, under names that begin with the place; they are read once, when no
   * variable is among them.
   */
  bind(field: GraphQLField<unknown, unknown>, node: FieldNode, place: string, read: (args: Arguments) => Arguments): void;
  /** `{…}` of an object that is there. */
  object(object: PlannedObject): Part;
  /** The name of a type where `__typename` is asked for. @throws Unplannable for any other field. */
  typeName(type: GraphQLObjectType, node: FieldNode): JsonText;
}
