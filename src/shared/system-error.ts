import { getSystemErrorMessage } from 'node:util';

/** A failed system call in words, such as `no space left on device (ENOSPC)`. */
export function describeSystemError(error: unknown): string {
  const { errno, code, message } = error as NodeJS.ErrnoException;
  return errno === undefined ? message : `${getSystemErrorMessage(errno)} (${code})`;
}
