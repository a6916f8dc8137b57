import type { Asking } from '../asking.js';

/** How the reference answers a field, from the row that it is a field of and its arguments. */
export type Resolve = (row: any, args: any, asking: Asking) => unknown;

/** Fields that are no columns. What is not here is a property of the row. */
export type Resolvers = Readonly<Record<string, Resolve>>;
