import { readFileSync, statSync } from 'node:fs';
import { environmentNames } from './names.js';

/** Bytes. Signing keys, the longest secret, take some hundred each. */
const MAX_BYTES = 64 * 1024;

const secrets = environmentNames.filter(({ secret }) => secret).map(({ name }) => name);

/** The names of settings that hold the path of a file with a secret, e.g. `DATABASE_URL_FILE`. */
export const secretFileNames = secrets.map(fileNameOf);

/**
 * Secrets that files hold, as Docker and Kubernetes mount them: `NAME_FILE` names the file whose text is the value of `NAME`. Space
 * around the text, such as a newline at its end, is not part of it.
 * @returns the settings with these secrets added, and a line for each file that cannot serve.
 */
export function withSecretFiles(given: Record<string, string>): { settings: Record<string, string>; problems: string[] } {
  const settings = { ...given };
  const problems: string[] = [];
  for (const name of secrets) {
    const file = given[fileNameOf(name)];
    if (file === undefined) continue;
    if (given[name] !== undefined) problems.push(`${name} and ${fileNameOf(name)} are both set; set one of them.`);
    else {
      const { text, trouble } = secretIn(file);
      if (trouble) problems.push(`${fileNameOf(name)} names ${file}, which ${trouble}.`);
      else settings[name] = text;
    }
  }
  return { settings, problems };
}

function fileNameOf(name: string): string {
  return `${name}_FILE`;
}

function secretIn(file: string): { text: string; trouble?: string } {
  try {
    const found = statSync(file);
    if (found.isDirectory()) return { text: '', trouble: 'is a folder, not a file' };
    if (found.isFile() && found.size > MAX_BYTES) return { text: '', trouble: `has more than ${MAX_BYTES} bytes` };
    const text = readFileSync(file, 'utf8').trim();
    return text === '' ? { text, trouble: 'is empty' } : { text };
  } catch (error) {
    return { text: '', trouble: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` };
  }
}
