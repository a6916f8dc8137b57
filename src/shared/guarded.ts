/**
 * A listener whose failure, thrown or rejected, goes to `onFailure`. Node ends the process for one that nobody catches, so whatever
 * listens to clients or to other servers, or is called by a timer, either cannot fail or is guarded.
 */
export const guarded =
  <A extends unknown[]>(listener: (...args: A) => unknown, onFailure: (error: unknown, ...args: A) => void) =>
  (...args: A): void => {
    try {
      const outcome = listener(...args);
      if (outcome instanceof Promise) outcome.catch((error: unknown) => onFailure(error, ...args));
    } catch (error) {
      onFailure(error, ...args);
    }
  };
