/** Asks the database one statement without values, inside a transaction or outside. */
export type Ask = <T extends object>(sql: string) => Promise<T[]>;
