import type { Asking } from '../asking.js';

/** How the reference answers a field, from the row that it is a field of and its arguments. */
export type Resolve = (row: any, args: any, asking: Asking, selects: Selects) => unknown;

/** Whether a field is asked for of what the field leads to. */
export type Selects = (field: string) => boolean;

/** Fields that are no columns. What is not here is a property of the row. */
export type Resolvers = Readonly<Record<string, Resolve>>;
