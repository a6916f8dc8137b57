import type { EntityManager } from '@mikro-orm/postgresql';
import type { Claim } from './claim.js';

/** The idempotency key that a request came with, and the claim under which it runs. */
export class RequestKey {
  claim: Claim | null = null;

  constructor(
    /** As it was sent, if it was; nobody has looked whether it is one. */
    readonly sent: unknown,
    readonly ipAddress: string | null,
  ) {}

  /** To be called in each transaction of the request, before it commits. */
  readonly beforeCommit = async (em: EntityManager): Promise<void> => this.claim?.beforeCommit(em);
}
