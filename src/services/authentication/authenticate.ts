import type { AddressFacts } from '../../access/invitation.policy.js';
import { named } from '../../database/named-statement.js';
import { readsPrimary } from '../../database/recent-writes.js';
import type { RelationalDatabase } from '../../database/relational-database.js';
import { systemClock, type Clock } from '../../shared/clock.js';
import { AccessScope } from '../../shared/enums/people.js';
import type { RequesterFacts } from '../../shared/requester.js';

/**
 * Whatever is read here of people and places moves `rights_stamp` when it changes; triggers in the migrations see to that.
 *
 * A project's role counts only as long as its person is a member of the organization. Memberships of deleted organizations are
 * left out: so nothing of these is visible, and no rule needs to think of it.
 */
const authentication = (readsPrimaryNow: string) => `
select
  u.id as "userId",
  s.id as "sessionId",
  s.expires_at as "sessionEndsAt",
  u.rights_stamp as "rightsStamp",
  u.email,
  u.email_verified_at is not null as "emailVerified",
  ${readsPrimaryNow} as "readsPrimary",
  u.system_role as "systemRole",
  coalesce(
    (
      select json_object_agg(om.organization_id, om.role)
      from organization_members om
      join organizations o on o.id = om.organization_id and o.deleted_at is null
      where om.user_id = u.id
    ),
    '{}'
  ) as organizations,
  coalesce(
    (
      select json_object_agg(pm.project_id, pm.role)
      from project_members pm
      join organization_members om on om.organization_id = pm.organization_id and om.user_id = pm.user_id
      join organizations o on o.id = om.organization_id and o.deleted_at is null
      where pm.user_id = u.id
    ),
    '{}'
  ) as projects
from sessions s
join users u on u.id = s.user_id
where s.id = $1::uuid and s.user_id = $2::uuid and s.revoked_at is null and s.expires_at > $3::timestamptz`;

const AUTHENTICATE = { ...named(authentication('false')), lookup: true };
const AUTHENTICATE_FOR_REPLICAS = { ...named(authentication(readsPrimary('u.id'))), lookup: true };

const scopesOfPeople = Object.values(AccessScope).filter((scope) => scope !== 'ADMIN');
const scopesOfAdministrators = Object.values(AccessScope);

/** What is found out of somebody who is signed in. */
export type SignedIn = Omit<RequesterFacts, 'narrowedTo' | 'validUntil'> &
  AddressFacts & { sessionEndsAt: Date; readsPrimary: boolean };

/**
 * What somebody with a valid access token may do now, in one statement; null when the session is over or is not theirs.
 * @param sessionId and userId UUIDs, as the token's claims say.
 */
export async function authenticate(
  database: RelationalDatabase,
  sessionId: string,
  userId: string,
  clock: Clock = systemClock,
): Promise<SignedIn | null> {
  const [found] = await database.rows<Omit<SignedIn, 'scopes'>>({
    ...(database.hasReplicas ? AUTHENTICATE_FOR_REPLICAS : AUTHENTICATE),
    values: [sessionId, userId, clock.now()],
  });
  return found ? { ...found, scopes: found.systemRole === 'ADMIN' ? scopesOfAdministrators : scopesOfPeople } : null;
}
