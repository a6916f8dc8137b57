import { statementName } from '../../database/named-statement.js';
import type { Statement } from '../../database/row-source.js';
import type { CompiledStatement } from './statement-builder.js';

/**
 * PostgreSQL never frees a named statement, so only so many get a name in the life of a process, and none before its second use;
 * all others travel as text. A connection keeps up to 200 bytes for each character of them.
 */
const MOST_NAMED = 400;
const MOST_NAMED_CHARACTERS = 100_000;
const MOST_KEPT = 1_000;

/** Keeps compiled statements by their shape, and names those that come again. Clients choose shapes, so all is bounded. */
export class StatementCache {
  private readonly kept = new Map<string, CompiledStatement>();
  private readonly names = new WeakMap<CompiledStatement, string | null>();
  private named = 0;
  private characters = 0;

  /** The statement of that shape, with its values; `compile` runs when the shape is new. */
  statement(shape: string, compile: () => CompiledStatement, value: (parameter: string) => unknown): Statement {
    return this.bound(this.kept.get(shape) ?? this.keep(shape, compile()), value);
  }

  /** A statement that is kept elsewhere, with its values. */
  bound(compiled: CompiledStatement, value: (parameter: string) => unknown): Statement {
    const values = compiled.parameters.map((parameter) => {
      if ('constant' in parameter) return parameter.constant;
      const plain = value(parameter.parameter);
      return parameter.convert ? parameter.convert(plain) : plain;
    });
    const name = this.nameOf(compiled);
    return { text: compiled.text, values, ...(name !== null && { name, lookup: compiled.lookup ?? false }) };
  }

  private nameOf(compiled: CompiledStatement): string | null {
    const name = this.names.get(compiled);
    if (name) return name;
    const given = name === null && this.hasRoomFor(compiled) ? statementName(compiled.text) : null;
    if (given) {
      this.named++;
      this.characters += compiled.text.length;
    }
    this.names.set(compiled, given);
    return given;
  }

  private hasRoomFor({ text }: CompiledStatement): boolean {
    return this.named < MOST_NAMED && this.characters + text.length <= MOST_NAMED_CHARACTERS;
  }

  private keep(shape: string, compiled: CompiledStatement): CompiledStatement {
    if (this.kept.size >= MOST_KEPT) this.forgetOldestUnnamed();
    this.kept.set(shape, compiled);
    return compiled;
  }

  private forgetOldestUnnamed(): void {
    for (const [shape, compiled] of this.kept) {
      if (!this.names.get(compiled)) {
        this.kept.delete(shape);
        return;
      }
    }
  }
}
