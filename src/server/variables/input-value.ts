import {
  coerceInputValue,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
} from 'graphql';
import { isJson } from '../documents/values.js';

/** Characters of a name that may be a misspelt one: longer ones are not compared with those that there are. */
const LONGEST_NAME = 100;

/** A place within a value: names of fields and indexes of lists. */
export type Path = readonly (string | number)[];

/** Hears what is wrong with a value, and where in it. */
export interface Faults {
  /** Whether enough was heard. */
  readonly isFull: boolean;
  /** @param path is only good during the call. */
  add(path: Path, reason: string): void;
}

/**
 * Reads a value of JSON as an input type takes it (GraphQL October 2021 §3.10, §3.11), like `coerceInputValue` of graphql-js, in
 * whose words it tells what is wrong. Other than that, it takes time linear to the value, prints no value whole, and stops once
 * enough was found. What it answers counts only when no fault was found.
 */
export function readInput(value: unknown, type: GraphQLInputType, faults: Faults): unknown {
  return read(value, type, [], faults);
}

function read(value: unknown, type: GraphQLInputType, path: (string | number)[], faults: Faults): unknown {
  if (isNonNullType(type)) {
    if (value != null) return read(value, type.ofType, path, faults);
    faults.add(path, `Expected non-nullable type "${String(type)}" not to be null.`);
    return undefined;
  }
  if (value == null) return null;
  if (isListType(type)) {
    // A value that is no list stands for a list of one.
    return Array.isArray(value) ? readList(value, type.ofType, path, faults) : [read(value, type.ofType, path, faults)];
  }
  return isInputObjectType(type) ? readObject(value, type, path, faults) : readLeaf(value, type, path, faults);
}

function readList(list: readonly unknown[], type: GraphQLInputType, path: (string | number)[], faults: Faults): unknown[] {
  const items: unknown[] = [];
  for (let index = 0; index < list.length && !faults.isFull; index++) {
    path.push(index);
    items.push(read(list[index], type, path, faults));
    path.pop();
  }
  return items;
}

function readObject(value: unknown, type: GraphQLInputObjectType, path: (string | number)[], faults: Faults): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) {
    faults.add(path, `Expected type "${type.name}" to be an object.`);
    return undefined;
  }
  const given = value as Readonly<Record<string, unknown>>;
  const fields = type.getFields();
  const object: Record<string, unknown> = {};
  for (const field of Object.values(fields)) {
    const of = given[field.name];
    if (of !== undefined) {
      path.push(field.name);
      object[field.name] = read(of, field.type, path, faults);
      path.pop();
    } else if (field.defaultValue !== undefined) object[field.name] = field.defaultValue;
    else if (isNonNullType(field.type)) {
      faults.add(path, `Field "${field.name}" of required type "${String(field.type)}" was not provided.`);
    }
  }
  for (const name in given) {
    if (faults.isFull) break;
    if (!Object.hasOwn(fields, name)) faults.add(path, unknownField(name, type));
  }
  return object;
}

function unknownField(name: string, type: GraphQLInputObjectType): string {
  if (name.length > LONGEST_NAME) return `Field "${name.slice(0, LONGEST_NAME)}…" is not defined by type "${type.name}".`;
  // graphql-js knows which name may have been meant.
  let reason = '';
  coerceInputValue({ [name]: null }, type, (_path, _value, { message }) => (reason = message));
  return reason;
}

function readLeaf(value: unknown, type: GraphQLScalarType | GraphQLEnumType, path: Path, faults: Faults): unknown {
  try {
    // What is refused is printed: of an object or a list that is a value for no scalar, an empty one.
    if (isJson(value)) type.parseValue(Array.isArray(value) ? [] : {});
    const found: unknown = type.parseValue(isEnumType(type) && typeof value === 'string' ? asName(value) : value);
    if (found !== undefined) return found;
    faults.add(path, `Expected type "${type.name}".`);
  } catch (error) {
    faults.add(path, (error as Error).message);
  }
  return undefined;
}

const asName = (text: string): string => (text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text);
