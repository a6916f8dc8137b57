import type { UploadPart } from '../../shared/file-upload.js';

/** Steps of a path; the inputs of no operation are that deep, lists included. */
const MAX_STEPS = 20;
const INDEX = /^(?:0|[1-9]\d{0,5})$/;

/**
 * Puts a part where a path such as `variables.input.content` or `variables.files.0` leads. All that it leads through has to be in
 * the operation already. @returns whether it leads somewhere.
 */
export function placeUpload(operation: object, path: string, part: UploadPart): boolean {
  const steps = path.split('.', MAX_STEPS + 1);
  const last = steps.pop();
  if (steps[0] !== 'variables' || steps.length >= MAX_STEPS || last === undefined) return false;
  let holder: unknown = operation;
  for (const step of steps) holder = has(holder, step) ? holder[step] : undefined;
  if (Array.isArray(holder) ? !has(holder, last) : !isObject(holder) || last === '__proto__') return false;
  (holder as Record<string, unknown>)[last] = part;
  return true;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether an object has a member of that name, or a list an item of that index. */
const has = (value: unknown, step: string): value is Record<string, unknown> =>
  isObject(value) && Object.hasOwn(value, step) && (!Array.isArray(value) || INDEX.test(step));
