import type * as jose from '../../src/auth/jose-tokens.js';
import type * as keys from '../../src/auth/signing-keys.js';
import type * as databases from '../../src/database/relational-database.js';
import type * as sessions from '../../src/services/authentication/start-session.js';
import type * as clocks from '../../src/shared/clock.js';
import { product } from '../database/product.ts';
import { OBSERVER } from '../database/seed.ts';

/** Access tokens by the id of the organization whose owner they are of, and of the observer. */
export type Tokens = ReadonlyMap<string, string>;

export const issueTokens = (databaseUrl: string, signingKeys: string, organizations: readonly string[]): Promise<Tokens> =>
  signIn(databaseUrl, signingKeys, { text: PEOPLE, values: [OBSERVER, organizations] });

/**
 * Signs people in, as `atrium token` does, and many at once.
 * @param signingKeys what the server gets as ATRIUM_SIGNING_KEYS
 * @param people finds them: `userId`, and the `key` of each in what is returned.
 */
export async function signIn(
  databaseUrl: string,
  signingKeys: string,
  people: { text: string; values: unknown[] },
): Promise<ReadonlyMap<string, string>> {
  const [{ RelationalDatabase }, { startSession }, { JoseTokens }, { loadSigningKeys }, { systemClock: clock }] =
    await Promise.all([
      product<typeof databases>('database/relational-database.js'),
      product<typeof sessions>('services/authentication/start-session.js'),
      product<typeof jose>('auth/jose-tokens.js'),
      product<typeof keys>('auth/signing-keys.js'),
      product<typeof clocks>('shared/clock.js'),
    ]);
  const tokens = new JoseTokens(await loadSigningKeys({ configured: signingKeys, dataDir: '' }), clock);
  const origin = { requestId: null, ipAddress: null, userAgent: 'atrium bench' };
  const database = await RelationalDatabase.open({ url: databaseUrl, poolSize: 1 });
  try {
    const found = await database.rows<{ key: string; userId: string }>(people);
    return await database.em.transactional(async (em) => {
      const issued = new Map<string, string>();
      for (const { key, userId } of found) {
        issued.set(key, (await startSession(em, { tokens, clock, origin }, userId)).accessToken);
      }
      return issued;
    });
  } finally {
    await database.close();
  }
}

const PEOPLE = `
  select 'observer' as key, id as "userId" from users where email = $1
  union all
  select organization_id::text, (array_agg(user_id order by id))[1]
  from organization_members where role = 'OWNER' and organization_id = any($2::uuid[]) group by organization_id`;
