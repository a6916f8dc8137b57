import type { StagedValue } from './formats/format.js';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One line of COPY's text format (PostgreSQL manual, "COPY", File Formats). Lists become arrays; their items must be plain, as ids are. */
export const copyLine = (values: readonly StagedValue[]): string => `${values.map(copyValue).join('\t')}\n`;

function copyValue(value: StagedValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return `{${value.join(',')}}`;
  return value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
}
