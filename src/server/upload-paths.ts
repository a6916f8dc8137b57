import objectPath from 'object-path';

/** More than the inputs of any operation are deep, lists included. */
const MAX_STEPS = 20;
/** Of an index: lists of a thousand files are asked for by nobody. */
const MAX_DIGITS = 3;

const { set } = objectPath;

/**
 * A multipart request says by paths, such as `variables.input.content`, where its files belong. graphql-upload has object-path
 * follow them, which calls itself at each step with a copy of all that are left: one path of 500,000 steps, half a megabyte, took
 * all the memory that a process may have, and the process; and one to the index 100000000 makes a list of that length, which is written out for an idempotency key. Here such
 * a path fails before its first step, and graphql-upload refuses the request.
 */
export function boundUploadPaths(): void {
  objectPath.set = ((...given: Parameters<typeof set>) => {
    const steps = String(given[1]).split('.', MAX_STEPS + 1);
    if (steps.length > MAX_STEPS || steps.some((step) => step.length > MAX_DIGITS && /^\d+$/.test(step)))
      throw new RangeError('The path leads nowhere.');
    return set(...given);
  }) as typeof set;
}
