import type { UserErrorCode } from './enums/user-error-code.js';

/** A failure that the caller can mend, with the path of the input field at fault (empty: the whole input). */
export interface UserError {
  code: UserErrorCode;
  message: string;
  path: string[];
  /** What the message is made of, e.g. `{ max: 120 }`. */
  params: Record<string, unknown> | null;
}

/** What a use case answers: a value, or the reasons why not. On CONFLICT the object comes along as it is now. */
export type Result<T> = { ok: true; value: T } | { ok: false; errors: UserError[]; current?: T };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const failed = (...errors: UserError[]): { ok: false; errors: UserError[] } => ({ ok: false, errors });

/** One user error; `field` is the input's field, dots between levels, or '' for the whole input. */
export function userError(
  code: UserErrorCode,
  field: string,
  message: string,
  params: Record<string, unknown> | null = null,
): UserError {
  return { code, message, path: field === '' ? [] : ['input', ...field.split('.')], params };
}

/** What is not there and what the asker may not see are one answer. */
export const notFound = (field: string) => failed(userError('NOT_FOUND', field, 'There is no such object.'));

export const forbidden = (field: string) => failed(userError('FORBIDDEN', field, 'You may see this, but not do that.'));

/** The object has changed since the caller read it; `current` is what it has become. */
export const conflict = <T>(current: T): Result<T> => ({
  ok: false,
  errors: [userError('CONFLICT', 'expectedRevision', 'It was changed in the meantime.')],
  current,
});
