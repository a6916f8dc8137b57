import { GraphQLError, type ASTNode } from 'graphql';
import type { Faults, Path } from './input-value.js';

/** Errors in the variables of one operation that are told; reading stops there. */
export const MOST_ERRORS = 20;
/** Characters of a reason that are told: scalars repeat the value that they refuse. */
const LONGEST_REASON = 400;

/** Collects what is wrong with the variables of an operation. No message holds a whole value, and their number is bounded. */
export class Problems implements Faults {
  private readonly found: GraphQLError[] = [];
  private variable = '';
  private node: ASTNode | null = null;

  /** Whether enough was found: what reads variables stops then. */
  get isFull(): boolean {
    return this.found.length > MOST_ERRORS;
  }

  /** Null when there are none. */
  get errors(): readonly GraphQLError[] | null {
    return this.found.length > 0 ? this.found : null;
  }

  /** Says which variable is read from now on. */
  enter(variable: string, node: ASTNode): void {
    this.variable = variable;
    this.node = node;
  }

  /** Adds an error about the present variable as a whole. */
  addMessage(message: string): void {
    if (this.isFull) return;
    const told = this.found.length < MOST_ERRORS ? message : tooMany;
    this.found.push(new GraphQLError(told, { nodes: this.node, extensions: { code: 'BAD_USER_INPUT' } }));
  }

  /** Adds an error about a value within the present variable. */
  add(path: Path, reason: string): void {
    const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    const at = place === '' ? '' : ` at "${this.variable}${place}"`;
    this.addMessage(`Variable "$${this.variable}" got an invalid value${at}; ${shortened(reason)}`);
  }
}

const tooMany = 'Too many errors processing variables, error limit reached. Execution aborted.';

const shortened = (reason: string): string =>
  reason.length <= LONGEST_REASON ? reason : `${reason.slice(0, LONGEST_REASON / 2)} … ${reason.slice(-LONGEST_REASON / 2)}`;
