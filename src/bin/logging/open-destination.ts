import { close, constants, fstatSync, open } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../../shared/errors.js';
import { makeFolder } from '../../shared/make-folder.js';
import { describeSystemError } from '../../shared/system-error.js';

/** A write to a pipe or a terminal answers EAGAIN in place of blocking a thread, which the end of the process would wait for. */
const WITHOUT_BLOCKING = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Opens a file to append lines to, and makes its folder. @throws what `open(2)` fails with */
export async function openFile(path: string): Promise<number> {
  await makeFolder(dirname(path));
  return promisify(open)(path, WITHOUT_BLOCKING | constants.O_APPEND | constants.O_CREAT);
}

/** Opens `LOG_FILE` for a process that starts. @throws StartError */
export async function openFirstFile(path: string): Promise<number> {
  return openFile(path).catch((error: unknown) => {
    throw new StartError(
      `LOG_FILE ${path} cannot be opened: ${describeSystemError(error)}. Set it to a file that this user may write, or to nothing to log to standard output.`,
    );
  });
}

/**
 * Opens standard output (1) or standard error (2) once more, so that it does not block us. Other processes share the flags of the
 * descriptor that we were given, and a terminal that is stopped (Ctrl-S) would block it; a disk never does.
 */
export async function openStandard(descriptor: 1 | 2): Promise<number> {
  const kind = fstatSync(descriptor);
  if (!kind.isFIFO() && !kind.isCharacterDevice()) return descriptor;
  // A pipe of another user cannot be opened by its name.
  return promisify(open)(`/dev/fd/${descriptor}`, WITHOUT_BLOCKING).catch(() => descriptor);
}

/** Closes what was opened here; standard output and error stay. */
export function closeOpened(descriptor: number): void {
  if (descriptor > 2) close(descriptor, () => undefined);
}
