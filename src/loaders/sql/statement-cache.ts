import type { Statement } from '../../database/row-source.js';
import type { CompiledStatement } from './statement-builder.js';

/**
 * PostgreSQL never frees a named statement, so only so many shapes get a name in the life of a process; shapes beyond
 * that are compiled and kept for a while, too, but travel as text.
 */
const MOST_NAMED = 400;
const MOST_KEPT = 1_000;

/** Keeps compiled statements by their shape. Clients choose shapes, so their number is bounded. */
export class StatementCache {
  private readonly kept = new Map<string, CompiledStatement & { name?: string }>();
  private named = 0;

  /** The statement of that shape, with its values; `compile` runs when the shape is new. */
  statement(shape: string, compile: () => CompiledStatement, value: (parameter: string) => unknown): Statement {
    const compiled = this.kept.get(shape) ?? this.keep(shape, compile());
    const values = compiled.parameters.map((parameter) => {
      if ('constant' in parameter) return parameter.constant;
      const plain = value(parameter.parameter);
      return parameter.convert ? parameter.convert(plain) : plain;
    });
    return { text: compiled.text, values, ...(compiled.name !== undefined && { name: compiled.name }) };
  }

  private keep(shape: string, compiled: CompiledStatement): CompiledStatement & { name?: string } {
    if (this.kept.size >= MOST_KEPT) this.forgetOldestUnnamed();
    const entry = this.named < MOST_NAMED ? { ...compiled, name: `read_${++this.named}` } : compiled;
    this.kept.set(shape, entry);
    return entry;
  }

  private forgetOldestUnnamed(): void {
    for (const [shape, { name }] of this.kept) {
      if (name === undefined) {
        this.kept.delete(shape);
        return;
      }
    }
  }
}
