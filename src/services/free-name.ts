import { randomBytes } from 'node:crypto';
import { extname } from 'node:path/posix';

const MAX_LENGTH = 255;
const MOST = 50;

/** What has a name in a folder: only names of one kind must differ. */
export type NamedKind = 'FILE' | 'FOLDER';

/** The name itself and what it may become when it is taken: `a (2).txt` to `a (50).txt`; folders have no extension. */
export function candidateNames(name: string, kind: NamedKind): string[] {
  return [name, ...Array.from({ length: MOST - 1 }, (_, index) => withMark(name, kind, `${index + 2}`))];
}

/** The first of the candidates that is not taken, or one with a random mark when all are. */
export function freeName(name: string, kind: NamedKind, taken: ReadonlySet<string>): string {
  return (
    candidateNames(name, kind).find((candidate) => !taken.has(candidate)) ?? withMark(name, kind, randomBytes(4).toString('hex'))
  );
}

function withMark(name: string, kind: NamedKind, mark: string): string {
  const found = kind === 'FILE' ? extname(name) : '';
  const extension = found.length < MAX_LENGTH / 2 ? found : '';
  const ending = ` (${mark})${extension}`;
  const stem = name.slice(0, name.length - extension.length).slice(0, MAX_LENGTH - ending.length);
  return (
    stem
      .toWellFormed()
      .replace(/\ufffd$/, '')
      .trimEnd() + ending
  );
}
