import type { Spent } from './budget.js';

/** The fields of draft-ietf-httpapi-ratelimit-headers-10: the policy, and what is left of it for who asked. */
export const rateLimitHeaders = ({ limit, remaining, windowSeconds }: Spent, secondsLeft: number): [string, string][] => [
  ['ratelimit-policy', `"default";q=${limit};w=${windowSeconds}`],
  ['ratelimit', `"default";r=${remaining};t=${secondsLeft}`],
];
