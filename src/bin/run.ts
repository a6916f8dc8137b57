import { StartError } from '../shared/errors.js';
import { describeSystemError } from '../shared/system-error.js';

/** Exit codes of the command line. */
export const FAILURE = 1;
export const WRONG_USAGE = 2;

/** Tells of a failure on standard error, as a person can use it: no stack but for what nobody expected. */
export function tell(error: unknown): void {
  if (error instanceof StartError) {
    process.stderr.write(`${error.message}\n`);
    return;
  }
  const { code, message } = error as { code?: string; message?: string };
  if (/^(ECONN\w+|ENOTFOUND|EAI_AGAIN|08\w{3}|28\w{3}|3D000|57P\w{2})$/.test(code ?? '')) {
    process.stderr.write(`The database cannot be reached: ${message || code}\n`);
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}

/**
 * Has output that cannot be written end nothing. A reader that has seen enough (`atrium doctor | head -1`) is no failure; a full disk
 * is one, told once. `serve` goes on all the same.
 */
export function outliveReaders(): void {
  let told = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || told) return;
    told = true;
    process.exitCode = FAILURE;
    process.stderr.write(`Standard output cannot be written: ${describeSystemError(error)}.\n`);
  });
  // Nobody is left who could be told.
  process.stderr.on('error', () => undefined);
}
