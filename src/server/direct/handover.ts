import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../../resolvers/request-context.js';
import type { Admitted, Refused } from '../admission.js';

/**
 * What a request that could not be answered directly takes along on the usual way: who asks is not found out twice, and nothing
 * is paid for twice.
 */
export class Handover {
  private readonly contexts = new WeakMap<FastifyRequest, Promise<RequestContext>>();
  private readonly admissions = new WeakMap<RequestContext['requestKey'], Admitted | Refused>();

  /** @param context as it was begun, also when it came to nothing. */
  leave(request: FastifyRequest, context: Promise<RequestContext>): void {
    this.contexts.set(request, context);
  }

  leaveAdmission({ requestKey }: RequestContext, outcome: Admitted | Refused): void {
    this.admissions.set(requestKey, outcome);
  }

  contextOf(request: FastifyRequest): Promise<RequestContext> | undefined {
    return this.contexts.get(request);
  }

  /** Found by the key of the request, which the copy that Apollo Server makes of a context has, too. */
  admissionOf({ requestKey }: RequestContext): Admitted | Refused | undefined {
    return this.admissions.get(requestKey);
  }
}
