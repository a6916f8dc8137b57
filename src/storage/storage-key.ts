import { createHash } from 'node:crypto';

/** Lower-case words of letters, digits and hyphens, with slashes between them: no dots, so no way up. */
const KEY = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;
const MAX_LENGTH = 200;

/**
 * Where the bytes of a key lie, relative to the store: `3f/a0/<key>`, two levels made of the key's hash, since keys that
 * are ordered by time begin alike and would crowd a few folders.
 * @throws TypeError for what is no key.
 */
export function pathOfKey(key: string): string {
  if (key.length > MAX_LENGTH || !KEY.test(key)) throw new TypeError('This is no key of stored content.');
  const hash = createHash('sha256').update(key).digest('hex');
  return `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${key.replaceAll('/', '_')}`;
}

/** The key whose bytes lie at that path relative to the store; null when no key's do. */
export function keyOfPath(path: string): string | null {
  const key = path.split('/').at(-1)!.replaceAll('_', '/');
  return key.length <= MAX_LENGTH && KEY.test(key) && pathOfKey(key) === path ? key : null;
}
