import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { StartError } from '../shared/errors.js';

/** The environment, and below it what a `.env` file adds, if there is one. Throws a StartError when the file cannot be read. */
export function withEnvFile(env: NodeJS.ProcessEnv, path = '.env'): NodeJS.ProcessEnv {
  try {
    return { ...parseEnv(readFileSync(path, 'utf8')), ...env };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return env;
    throw new StartError(`${path} cannot be read (${code ?? 'unknown'}).`);
  }
}
