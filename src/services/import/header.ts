import type { Format } from './formats/format.js';
import { ImportError } from './import-error.js';
import { quoted } from './quoted.js';

/** Checks the first line of a file. @throws ImportError naming the columns that are unknown, twice there, or missing. */
export function checkHeader(file: string, header: readonly string[], { required, optional }: Format): void {
  const known = [...required, ...optional];
  const unknown = header.filter((column) => !known.includes(column));
  if (unknown.length > 0) {
    throw new ImportError(`${file}: unknown ${columns(unknown.map(quoted))}; it may have ${known.join(', ')}.`);
  }
  const repeated = header.filter((column, place) => header.indexOf(column) < place);
  if (repeated.length > 0) throw new ImportError(`${file}: ${columns(repeated)} more than once.`);
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new ImportError(`${file}: missing ${columns(missing)}. The first line names the columns.`);
}

const columns = (names: readonly string[]) => `${names.length === 1 ? 'column' : 'columns'} ${names.join(', ')}`;
