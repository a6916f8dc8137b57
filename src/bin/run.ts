import { StartError } from '../shared/errors.js';

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

/** Who reads the output may have seen enough (`atrium doctor | head -1`): the rest is dropped, and the work goes on. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
