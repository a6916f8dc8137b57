import type { Stage } from './config.js';
import { host } from './kinds.js';
import { isGuarded } from './stages.js';
import { holdsPublishedKey } from './signing-keys.js';
import { isWildcardHost } from '../shared/host-url.js';

/** Characters that a secret has at least: 128 bits, written in hexadecimal. */
const LEAST_SECRET = 32;

/** What is right by itself and wrong together, a line each. */
export function contradictions(given: Record<string, string>, stage: Stage): string[] {
  const guarded = isGuarded(stage);
  const lines: [wrong: boolean | undefined, line: string][] = [
    [guarded && !given.DATABASE_URL, `DATABASE_URL is missing: ${stage} does not run on the embedded database.`],
    [
      guarded && !given.ATRIUM_SIGNING_KEYS,
      `ATRIUM_SIGNING_KEYS is missing: ${stage} needs keys of its own; .env.example says how to make one.`,
    ],
    [
      guarded && holdsPublishedKey(given.ATRIUM_SIGNING_KEYS ?? ''),
      `ATRIUM_SIGNING_KEYS holds a key that everybody can read in a standard; ${stage} needs keys of its own.`,
    ],
    [
      guarded && !given.ATRIUM_PUBLIC_URL && isWildcardHost(host.safeParse(given.HOST).data ?? 'localhost'),
      `ATRIUM_PUBLIC_URL is missing: HOST is ${given.HOST}, which is every address of this machine and none that ${stage} could put into links.`,
    ],
    [
      !guarded && given.ATRIUM_SIGN_UP === 'verified',
      'ATRIUM_SIGN_UP is "verified", which needs a mail that this version does not send yet; it has to be instant.',
    ],
    [
      guarded && (given.ATRIUM_METRICS_TOKEN?.length ?? LEAST_SECRET) < LEAST_SECRET,
      `ATRIUM_METRICS_TOKEN has fewer than ${LEAST_SECRET} characters; ${stage} needs one that nobody can guess: openssl rand -hex 32 makes one.`,
    ],
    [Boolean(given.SMTP_URL) && !given.MAIL_FROM, 'SMTP_URL is set, but MAIL_FROM is not: mails need a sender.'],
    [
      given.ATRIUM_TRUSTED_OPERATIONS === 'only' && !given.ATRIUM_TRUSTED_OPERATIONS_FILE,
      'ATRIUM_TRUSTED_OPERATIONS is "only", but ATRIUM_TRUSTED_OPERATIONS_FILE does not say which they are.',
    ],
    [
      Number(given.ATRIUM_COST_BUDGET) < Number(given.ATRIUM_COST_LIMIT ?? '20000'),
      'ATRIUM_COST_BUDGET is less than ATRIUM_COST_LIMIT, so that an operation could be allowed that nobody can ever pay for.',
    ],
    [
      Boolean(given.DATABASE_REPLICA_URLS) && !given.DATABASE_URL,
      'DATABASE_REPLICA_URLS is set, but DATABASE_URL is not: the embedded database has no replicas.',
    ],
    [Boolean(given.DATABASE_DIRECT_URL) && !given.DATABASE_URL, 'DATABASE_DIRECT_URL is set, but DATABASE_URL is not.'],
  ];
  return lines.flatMap(([wrong, line]) => (wrong ? [line] : []));
}
