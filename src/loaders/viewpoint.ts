import type { Clock } from '../shared/clock.js';
import { viewerValue, type Requester } from '../shared/requester.js';

/** Who reads, and when: what the parameters of every statement stand for, beside its own. */
export class Viewpoint {
  constructor(
    readonly requester: Requester,
    private readonly clock: Clock,
  ) {}

  value(parameter: string): unknown {
    return parameter === 'now' ? this.clock.now() : viewerValue(this.requester, parameter);
  }
}
