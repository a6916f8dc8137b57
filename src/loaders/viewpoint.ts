import { uuidArray } from '../database/uuid-array.js';
import type { Clock } from '../shared/clock.js';
import { viewerValue, type Requester } from '../shared/requester.js';

/** Lists of ids as PostgreSQL reads them. Every statement of a requester binds the same lists. */
const arrays = new WeakMap<readonly string[], Buffer>();

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
    return Array.isArray(value) ? arrayOf(value) : value;
  }
}

function arrayOf(ids: readonly string[]): Buffer {
  let array = arrays.get(ids);
  if (array === undefined) arrays.set(ids, (array = uuidArray(ids)));
  return array;
}
