import type { TableColumn } from '../sql/tables.js';

/** JSON as it is put together by a statement: texts that are known, and expressions of SQL that make texts. */
export type JsonText = readonly (string | { sql: string })[];

/** Functions of PostgreSQL take at most 100 arguments. */
const MOST_ARGUMENTS = 100;

export const jsonNull: JsonText = ['null'];

/** `{"name":…,…}` with the members in their order. */
export function objectText(members: readonly (readonly [name: string, value: JsonText])[]): JsonText {
  return ['{', ...members.flatMap(([name, value], index) => [`${index > 0 ? ',' : ''}"${name}":`, ...value]), '}'];
}

/** One expression of type `text`. (`concat` builds it in one buffer; `json_build_object` looks up the type of each value each time.) */
export function sqlOf(text: JsonText): string {
  const parts: string[] = [];
  let known = '';
  const flush = () => {
    if (known !== '') parts.push(quoted(known));
    known = '';
  };
  for (const part of text) {
    if (typeof part === 'string') known += part;
    else {
      flush();
      parts.push(part.sql);
    }
  }
  flush();
  return concatenated(parts);
}

/** The value of a subquery that makes a text, or `null` when it finds nothing. */
export const orNull = (sql: string): JsonText => [{ sql: `coalesce(${sql}, 'null')` }];

export const booleanText = (sql: string): JsonText => [{ sql: `case when ${sql} then 'true' else 'false' end` }];

/** A text in base64url (RFC 4648 §5), without padding and line breaks. */
export const base64url = (sql: string): string => `translate(encode(convert_to(${sql}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/** A list of the texts in a group of rows. `order` and `filter` as in an aggregate, or empty. */
export const listText = (item: JsonText, order: string, filter: string): JsonText => [
  '[',
  { sql: `string_agg(${sqlOf(item)}, ','${order})${filter}` },
  ']',
];

/** How the values of a column of that type are written as JSON; null when only code can tell. */
export function writerFor(scalar: string, isEnum: boolean, { type }: TableColumn): ((sql: string) => JsonText) | null {
  const isText = type === 'text' || type === 'citext' || type === 'varchar';
  if (isEnum) return isText ? (sql) => ['"', { sql }, '"'] : null;
  if (scalar === 'DateTime' && type === 'timestamptz') return (sql) => ['"', { sql: momentOf(sql) }, '"'];
  if (scalar === 'Boolean' && type === 'boolean') return booleanText;
  if (scalar === 'Int' || scalar === 'SafeInt')
    return ['int', 'integer', 'bigint', 'smallint'].includes(type) ? (sql) => [{ sql }] : null;
  if (['ID', 'String', 'EmailAddress'].includes(scalar) && (isText || type === 'uuid'))
    return (sql) => [{ sql: `to_json(${sql})` }];
  return null;
}

/** A value, or `null` in its place. */
export const nullableText = (sql: string, text: JsonText): JsonText => [
  { sql: `case when ${sql} is null then 'null' else ${sqlOf(text)} end` },
];

const momentOf = (sql: string) => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function concatenated(parts: readonly string[]): string {
  if (parts.length <= MOST_ARGUMENTS) return `concat(${parts.join(', ')})`;
  const chunks: string[] = [];
  for (let start = 0; start < parts.length; start += MOST_ARGUMENTS) {
    chunks.push(concatenated(parts.slice(start, start + MOST_ARGUMENTS)));
  }
  return concatenated(chunks);
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
