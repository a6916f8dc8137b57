import { z } from 'zod';
import { StartError } from '../shared/errors.js';
import type { Config, Limits } from './config.js';
import { contradictions } from './contradictions.js';
import {
  bearerToken,
  bytes,
  choice,
  host,
  mailbox,
  networks,
  onOff,
  origins,
  path,
  publicUrl,
  redisUrl,
  serviceUrl,
  wholeNumber,
} from './kinds.js';
import { environmentNames } from './names.js';
import { postgresUrl, postgresUrls } from './postgres-url.js';
import { laterFeatures } from './later-features.js';
import { withSecretFiles } from './secret-files.js';
import { signingKeys } from './signing-keys.js';
import { isGuarded } from './stages.js';
import { unknownNames } from './unknown-names.js';

const settings = z.object({
  PORT: wholeNumber(0, 65_535, 'a port').prefault('4000'),
  HOST: host.prefault('127.0.0.1'),
  ATRIUM_ENV: choice('development', 'test', 'staging', 'production').prefault('development'),
  ATRIUM_PUBLIC_URL: publicUrl.optional(),
  ATRIUM_APP_URL: publicUrl.optional(),
  ATRIUM_SIGN_UP: choice('instant', 'verified').optional(),
  ATRIUM_SIGNING_KEYS: signingKeys.optional(),
  ATRIUM_TRUSTED_PROXIES: networks.optional(),
  ATRIUM_CORS_ORIGINS: origins.optional(),
  ATRIUM_INTROSPECTION: onOff.optional(),
  ATRIUM_TRUSTED_OPERATIONS: choice('off', 'only').optional(),
  ATRIUM_TRUSTED_OPERATIONS_FILE: path.optional(),
  ATRIUM_COST_LIMIT: wholeNumber(1, 1_000_000_000, 'a number of points').prefault('20000'),
  ATRIUM_COST_BUDGET: wholeNumber(1, 1_000_000_000, 'a number of points').optional(),
  ATRIUM_MAX_UPLOAD_BYTES: bytes.prefault('10GiB'),
  ATRIUM_RETENTION_DAYS: wholeNumber(1, 36_500, 'a number of days').prefault('400'),
  ATRIUM_DRAIN_SECONDS: wholeNumber(0, 600, 'a number of seconds').prefault('10'),
  ATRIUM_DATA_DIR: path.prefault('.atrium'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URLS: postgresUrls.optional(),
  REDIS_URL: redisUrl.optional(),
  SMTP_URL: serviceUrl('smtps://user:password@mail.example.org', 'smtp:', 'smtps:').optional(),
  MAIL_FROM: mailbox.optional(),
  ATRIUM_METRICS_TOKEN: bearerToken.optional(),
  LOG_LEVEL: choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').prefault('info'),
  LOG_FILE: path.optional(),
});

type Settings = z.output<typeof settings>;

/**
 * Reads the whole configuration from environment variables; an empty one counts as absent.
 * Throws a StartError with one line for each wrong value, unknown `ATRIUM_` name and contradiction.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Config {
  const named = Object.fromEntries(Object.entries(env).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : [])));
  const unknown = unknownNames(named);
  const { settings: given, problems: unreadable } = withSecretFiles(named);
  const read = settings.safeParse(given);
  const stage = settings.shape.ATRIUM_ENV.safeParse(given.ATRIUM_ENV).data ?? 'development';
  const later = laterFeatures(given, stage);
  const problems = [
    ...unknown.problems,
    ...unreadable,
    ...(read.error?.issues ?? []).map(({ path: [name], message }) => wrongValue(String(name), message, given)),
    ...contradictions(given, stage),
    ...later.problems,
  ];
  if (!read.success || problems.length > 0) throw new StartError(problems.join('\n'));
  return layOut(read.data, [...unknown.notices, ...later.notices]);
}

function wrongValue(name: string, expected: string, given: Record<string, string>): string {
  const secret = environmentNames.find((known) => known.name === name)?.secret;
  const shown = secret ? 'a value (not shown, it may hold a secret)' : JSON.stringify((given[name] ?? '').slice(0, 80));
  return `${name} is ${shown}, but has to be ${expected}.`;
}

function layOut(from: Settings, notices: readonly string[]): Config {
  const signUp = from.ATRIUM_SIGN_UP ?? (isGuarded(from.ATRIUM_ENV) ? 'verified' : 'instant');
  const closed = `Sign-up is closed: in ${from.ATRIUM_ENV} it is "verified", which needs a mail that this version does not send yet. ATRIUM_SIGN_UP=instant opens it.`;
  const caught = `No mail leaves ${from.ATRIUM_ENV}: SMTP_URL is not set, so mails are caught in the data directory.`;
  return {
    env: from.ATRIUM_ENV,
    host: from.HOST,
    port: from.PORT,
    publicUrl: from.ATRIUM_PUBLIC_URL ?? null,
    appUrl: from.ATRIUM_APP_URL ?? null,
    signUp: signUp === 'instant' ? 'instant' : 'closed',
    signingKeys: from.ATRIUM_SIGNING_KEYS ?? null,
    trustedProxies: from.ATRIUM_TRUSTED_PROXIES ?? [],
    corsOrigins: from.ATRIUM_CORS_ORIGINS ?? [],
    introspection: from.ATRIUM_INTROSPECTION ?? from.ATRIUM_ENV !== 'production',
    trustedOperations: from.ATRIUM_TRUSTED_OPERATIONS === 'only' ? (from.ATRIUM_TRUSTED_OPERATIONS_FILE ?? null) : null,
    limits: limitsOf(from),
    maxUploadBytes: from.ATRIUM_MAX_UPLOAD_BYTES,
    retentionDays: from.ATRIUM_RETENTION_DAYS,
    drainSeconds: from.ATRIUM_DRAIN_SECONDS,
    dataDir: from.ATRIUM_DATA_DIR,
    database: {
      url: from.DATABASE_URL ?? null,
      directUrl: from.DATABASE_DIRECT_URL ?? from.DATABASE_URL ?? null,
      replicaUrls: from.DATABASE_REPLICA_URLS ?? [],
    },
    redisUrl: from.REDIS_URL ?? null,
    mail: { smtpUrl: from.SMTP_URL ?? null, from: from.MAIL_FROM ?? 'Atrium <atrium@localhost>' },
    metricsToken: from.ATRIUM_METRICS_TOKEN ?? null,
    log: { level: from.LOG_LEVEL, file: from.LOG_FILE ?? null },
    notices: [
      ...(signUp === 'verified' ? [closed] : []),
      ...(from.SMTP_URL || !isGuarded(from.ATRIUM_ENV) ? [] : [caught]),
      ...notices,
    ],
  };
}

/** Tests make many people from one address in little time; those that are about limits set their own. */
function limitsOf(from: Settings): Limits {
  const times = from.ATRIUM_ENV === 'test' ? 1_000 : 1;
  return {
    operationCost: from.ATRIUM_COST_LIMIT,
    budget: from.ATRIUM_COST_BUDGET ?? 100_000 * times,
    signInsPerAccount: 10 * times,
    signInsPerAddress: 100 * times,
    signUpsPerAddress: 30 * times,
  };
}
