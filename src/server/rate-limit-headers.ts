import type { Spent } from './budget.js';

/** The fields of draft-ietf-httpapi-ratelimit-headers-10: the policy, and what is left of it for who asked. */
export function rateLimitHeaders({ limit, remaining, windowSeconds, resetAt }: Spent, now: Date): [string, string][] {
  const secondsLeft = Math.max(0, Math.ceil((resetAt.getTime() - now.getTime()) / 1_000));
  return [
    ['ratelimit-policy', `"default";q=${limit};w=${windowSeconds}`],
    ['ratelimit', `"default";r=${remaining};t=${secondsLeft}`],
  ];
}
