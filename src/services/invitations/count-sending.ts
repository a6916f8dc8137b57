import type { EntityManager } from '@mikro-orm/postgresql';
import { failed, userError } from '../../shared/result.js';

/** A day: what an organization or a person sends, and what reaches one address, from however many organizations. */
const MOST = { organization: 200, person: 400, address: 10 };

/** In the order of their keys, so that two that count the same things wait for each other and not both for ever. */
const COUNT = `
  insert into invitation_quotas as known (subject, day, sent)
  select subject, ?::date, 1 from unnest(array[?, ?, ?]) as subject order by subject
  on conflict (subject) do update set sent = case when known.day = excluded.day then known.sent + 1 else 1 end, day = excluded.day
  returning subject, sent`;

const FORGET = `
  delete from invitation_quotas where subject in (
    select subject from invitation_quotas where day < ?::date limit 100 for update skip locked)`;

/** Counts an invitation that is being sent. @returns RATE_LIMITED when there were too many that day, or null. */
export async function countSending(
  em: EntityManager,
  { organizationId, by, email, field }: { organizationId: string; by: string; email: string; field: string },
  now: Date,
) {
  const day = now.toISOString().slice(0, 10);
  const keys = [`address:${email}`, `organization:${organizationId}`, `person:${by}`];
  const counted = await em.execute<{ subject: string; sent: number }[]>(COUNT, [day, ...keys]);
  await em.execute(FORGET, [day]);
  const over = counted.find(({ subject, sent }) => sent > MOST[subject.split(':')[0] as keyof typeof MOST]);
  if (!over) return null;
  const retryAfterSeconds = 86_400 - Math.floor((now.getTime() % 86_400_000) / 1_000);
  const message = over.subject.startsWith('address:')
    ? 'This address has been sent enough invitations today.'
    : 'Enough invitations have been sent today.';
  return failed(userError('RATE_LIMITED', field, message, { retryAfterSeconds }));
}
