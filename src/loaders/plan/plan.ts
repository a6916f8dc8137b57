import type { DocumentNode } from 'graphql';
import type { CompiledStatement } from '../sql/statement-builder.js';

/** The coerced variables of a request. */
export type Variables = Readonly<Record<string, unknown>>;

/** Values of a statement's own parameters, by their names. */
export type Values = Map<string, unknown>;

/** Adds what arguments give to the statement. @throws RequestError when they cannot be meant. */
export type Binder = (variables: Variables, values: Values) => void;

/** A query, compiled once for one shape of its variables. */
export interface Plan {
  /** Answers one row, whose `data` is the answer as JSON text. */
  statement: CompiledStatement;
  binders: readonly Binder[];
  /** Where the answer has gaps that code fills; null when it is whole. */
  gaps: ObjectGaps | null;
}

/** The gaps in an object of the answer, or in all objects of a list. */
export interface ObjectGaps {
  /** What is made in code of this object itself. Its row is under `ROW` until then. */
  made: MadeInCode | null;
  /** Objects and lists within it that have gaps, by their names in the answer. */
  within: readonly (readonly [name: string, gaps: ObjectGaps])[];
}

/** Fields of a type that are resolved by code, for each object of the answer at one place. */
export interface MadeInCode {
  typeName: string;
  /** The query for these fields, with the type as its root. */
  document: DocumentNode;
  /** The properties of the row that are moments. */
  moments: readonly string[];
}

/** The name under which the row of an object travels; no field is called like that. */
export const ROW = '$row';
