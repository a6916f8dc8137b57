/** A statement with its values, as the driver takes it. With a name it is prepared once per connection. */
export interface Statement {
  text: string;
  values: readonly unknown[];
  name?: string;
  /** Whether it finds its few rows by their keys alone: then it may share a connection with others, for nobody waits long for it. */
  lookup?: boolean;
}

/** Where rows are read from, past the unit of work: dates come as Date, 64-bit integers as number. */
export interface RowSource {
  rows<T extends object>(statement: Statement): Promise<T[]>;
}
