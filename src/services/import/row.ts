import { idAt } from './id-at.js';
import { Refused, type Field } from './fields.js';
import { timeField } from './time-field.js';

/** The row that is being read: gives its fields by the name of their column and keeps what is wrong with them. */
export class Row {
  /** What is wrong, one text a field, e.g. `size: "abc" is not a number of bytes`. */
  problems: string[] = [];
  private values: readonly string[] = [];
  private readonly places: ReadonlyMap<string, number>;

  /** @param now milliseconds since 1970, for rows that do not say when they were made */
  constructor(
    header: readonly string[],
    private readonly now: number,
  ) {
    this.places = new Map(header.map((column, place) => [column, place]));
  }

  load(values: readonly string[]): void {
    this.values = values;
    this.problems = [];
  }

  /** The field's value; undefined when it was refused, which is kept as a problem. */
  read<T>(column: string, field: Field<T>): T | undefined {
    const text = this.values[this.places.get(column) ?? -1] ?? '';
    const value = text.includes('\0') ? new Refused('it holds a NUL byte, or bytes that are not UTF-8') : field(text);
    if (!(value instanceof Refused)) return value;
    this.problems.push(`${column}: ${value.reason}`);
    return undefined;
  }

  /** When the row's object was made, and an id of that time. */
  made(): { id: string; createdAt: string; newId: () => string } {
    const time = this.read('createdAt', (text) => (text === '' ? this.now : timeField(text))) ?? 0;
    return { id: idAt(time), createdAt: new Date(time).toISOString(), newId: () => idAt(time) };
  }
}
