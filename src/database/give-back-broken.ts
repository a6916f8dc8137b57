import type pg from 'pg';

type Release = (error?: Error | boolean) => void;

/**
 * Gives connections that broke in use back to their pool, whatever becomes of who used them. A transaction whose
 * rollback fails, for its connection is gone, never does that itself: the pool would be short of one for good, and could
 * not be closed.
 */
export function giveBackBroken(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    let held: Release | null = null;
    const giveBack: Release = (error) => {
      const release = held;
      held = null;
      release?.(error);
    };
    // The pool sets it whenever the connection is lent.
    Object.defineProperty(client, 'release', { get: () => giveBack, set: (release: Release) => (held = release) });
    client.once('end', () => giveBack(true));
  });
}
