/** How long, in seconds, after a write its author reads from the primary. */
export const OWN_WRITES_SECONDS = 5;

/**
 * What a replica shows is at most that old, in milliseconds, or it is not asked. A second less than authors are given, for a
 * commit takes time, too.
 */
export const MAX_STALENESS = (OWN_WRITES_SECONDS - 1) * 1_000;
