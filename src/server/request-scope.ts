import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<string>();

/** Lets everything that is done know for which request it is. */
export const forRequest = <T>(id: string, work: () => T): T => scope.run(id, work);

/** The id of the request that the running code works for; undefined outside of one. */
export const currentRequestId = (): string | undefined => scope.getStore();
