import { Ctx, Query, Resolver } from 'type-graphql';
import { Scope } from '../schema/markers/scope.js';
import { RateLimit } from '../schema/types/rate-limit.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class RateLimitResolver {
  @Scope('NONE')
  @Query(() => RateLimit, {
    nullable: true,
    description: 'What this operation cost, and what is left of the budget of who asks. Asking costs nothing of its own.',
  })
  rateLimit(@Ctx() { spent }: RequestContext): RateLimit | null {
    return spent;
  }
}
