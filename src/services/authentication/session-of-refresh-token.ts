import { hashToken } from '../../auth/opaque-tokens.js';
import type { AccessClaims } from '../../auth/tokens.js';
import { named } from '../../database/named-statement.js';
import type { RelationalDatabase } from '../../database/relational-database.js';
import type { Clock } from '../../shared/clock.js';
import { GRACE_MS } from './refresh-session.js';

const SESSION = named(`
  select s.id as "sessionId", s.user_id as "userId", s.expires_at as "validUntil"
  from refresh_tokens t join sessions s on s.id = t.session_id
  where t.hash = $1 and (t.used_at is null or t.used_at > $3::timestamptz)
    and s.revoked_at is null and s.expires_at > $2::timestamptz`);

/**
 * Whose session a refresh token is good for, without using it: for browsers that listen to server-sent events, which can send a
 * cookie and nothing else. Null when it is good for none. One that another tab used a moment ago will do.
 */
export async function sessionOfRefreshToken(
  database: RelationalDatabase,
  token: string,
  clock: Clock,
): Promise<AccessClaims | null> {
  const now = clock.now();
  const values = [hashToken(token), now, new Date(now.getTime() - GRACE_MS)];
  const [session] = await database.rows<AccessClaims>({ ...SESSION, values, lookup: true });
  return session ?? null;
}
