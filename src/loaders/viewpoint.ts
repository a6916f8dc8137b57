import type { Clock } from '../shared/clock.js';
import { viewerValue, type Requester } from '../shared/requester.js';

/** Lists of ids as PostgreSQL reads them. Every statement of a requester binds the same lists. */
const literals = new WeakMap<readonly string[], string>();

/** Who reads, and when: what the parameters of every statement stand for, beside its own. */
export class Viewpoint {
  constructor(
    readonly requester: Requester,
    private readonly clock: Clock,
  ) {}

  value(parameter: string): unknown {
    return parameter === 'now' ? this.clock.now() : viewerValue(this.requester, parameter);
  }

  /** The same, as the driver takes it. */
  bound(parameter: string): unknown {
    const value = this.value(parameter);
    return Array.isArray(value) ? literalOf(value) : value;
  }
}

function literalOf(ids: readonly string[]): string {
  let literal = literals.get(ids);
  if (literal === undefined) literals.set(ids, (literal = `{${ids.join()}}`));
  return literal;
}
