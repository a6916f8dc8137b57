import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StartError } from '../shared/errors.js';
import { readEnvironment } from './environment.js';

const ownKey = (kid?: string) => ({
  ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  ...(kid && { kid }),
});
const keys = (...jwks: object[]) => JSON.stringify(jwks);
const production = {
  ATRIUM_ENV: 'production',
  DATABASE_URL: 'postgres://atrium:s3cret@db/atrium',
  ATRIUM_SIGNING_KEYS: keys(ownKey()),
  SMTP_URL: 'smtp://mail',
  MAIL_FROM: 'atrium@example.org',
};

/** The lines with which a start is refused. */
function problems(env: NodeJS.ProcessEnv): string[] {
  try {
    readEnvironment(env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message.split('\n');
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readEnvironment({ PATH: '/usr/bin' })).toEqual({
      env: 'development',
      host: '127.0.0.1',
      port: 4000,
      publicUrl: null,
      appUrl: null,
      signUp: 'instant',
      signingKeys: null,
      trustedProxies: [],
      corsOrigins: [],
      introspection: true,
      trustedOperations: null,
      limits: {
        operationCost: 20_000,
        budget: 100_000,
        signInsPerAccount: 10,
        signInsPerAddress: 100,
        signUpsPerAddress: 30,
      },
      maxUploadBytes: 10 * 2 ** 30,
      retentionDays: 400,
      drainSeconds: 10,
      dataDir: resolve('.atrium'),
      database: { url: null, directUrl: null, replicaUrls: [] },
      redisUrl: null,
      mail: { smtpUrl: null, from: 'Atrium <atrium@localhost>' },
      metricsToken: null,
      log: { level: 'info', file: null },
      notices: [],
    });
  });

  it('takes what is given', () => {
    const key = ownKey();
    const config = readEnvironment({
      PORT: '0',
      HOST: '::',
      ATRIUM_ENV: 'staging',
      ATRIUM_PUBLIC_URL: 'https://atrium.example.org/',
      ATRIUM_APP_URL: 'https://app.example.org/',
      ATRIUM_SIGN_UP: 'instant',
      ATRIUM_SIGNING_KEYS: keys(key),
      ATRIUM_TRUSTED_PROXIES: '10.0.0.0/8, ::1, loopback',
      ATRIUM_CORS_ORIGINS: 'https://app.example.org,http://localhost:5173/',
      ATRIUM_INTROSPECTION: 'off',
      ATRIUM_TRUSTED_OPERATIONS: 'only',
      ATRIUM_TRUSTED_OPERATIONS_FILE: '/etc/atrium/operations.json',
      ATRIUM_COST_LIMIT: '500',
      ATRIUM_COST_BUDGET: '7000',
      ATRIUM_MAX_UPLOAD_BYTES: '512MiB',
      ATRIUM_RETENTION_DAYS: '30',
      ATRIUM_DRAIN_SECONDS: '5',
      ATRIUM_DATA_DIR: '/srv/atrium',
      DATABASE_URL: 'postgresql://db/atrium',
      DATABASE_DIRECT_URL: 'postgresql://primary/atrium',
      DATABASE_REPLICA_URLS: 'postgresql://standby/atrium, postgres://other/atrium',
      REDIS_URL: 'rediss://cache',
      AMQP_URL: 'amqp://queue',
      SMTP_URL: 'smtps://atrium:s3cret@mail.example.org',
      MAIL_FROM: 'Atrium <atrium@example.org>',
      LOG_LEVEL: 'debug',
      LOG_FILE: '/var/log/atrium.log',
    });
    expect(config).toEqual({
      env: 'staging',
      host: '::',
      port: 0,
      publicUrl: 'https://atrium.example.org',
      appUrl: 'https://app.example.org',
      signUp: 'instant',
      signingKeys: keys(key),
      trustedProxies: ['10.0.0.0/8', '::1', 'loopback'],
      corsOrigins: ['https://app.example.org', 'http://localhost:5173'],
      introspection: false,
      trustedOperations: '/etc/atrium/operations.json',
      limits: {
        operationCost: 500,
        budget: 7_000,
        signInsPerAccount: 10,
        signInsPerAddress: 100,
        signUpsPerAddress: 30,
      },
      maxUploadBytes: 512 * 2 ** 20,
      retentionDays: 30,
      drainSeconds: 5,
      dataDir: '/srv/atrium',
      database: {
        url: 'postgresql://db/atrium',
        directUrl: 'postgresql://primary/atrium',
        replicaUrls: ['postgresql://standby/atrium', 'postgres://other/atrium'],
      },
      redisUrl: 'rediss://cache',
      mail: { smtpUrl: 'smtps://atrium:s3cret@mail.example.org', from: 'Atrium <atrium@example.org>' },
      metricsToken: null,
      log: { level: 'debug', file: '/var/log/atrium.log' },
      notices: ['AMQP_URL is set, but this version does background work from PostgreSQL.'],
    });
  });

  it('takes an empty text for an absent one', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: ' ', ATRIUM_ENV: '', MONGODB_URL: '' })).toEqual(readEnvironment({}));
  });

  it('asks the database past a pooler only where it was told to', () => {
    expect(readEnvironment({ DATABASE_URL: 'postgres://db/a' }).database.directUrl).toBe('postgres://db/a');
    expect(problems({ DATABASE_DIRECT_URL: 'postgres://db/a' })).toEqual([
      'DATABASE_DIRECT_URL is set, but DATABASE_URL is not.',
    ]);
    expect(problems({ DATABASE_REPLICA_URLS: 'postgres://db/a' })).toEqual([
      'DATABASE_REPLICA_URLS is set, but DATABASE_URL is not: the embedded database has no replicas.',
    ]);
  });
});

describe('limits', () => {
  it('are out of reach of tests, but for what one operation may cost', () => {
    const { operationCost, budget } = readEnvironment({ ATRIUM_ENV: 'test' }).limits;
    expect({ operationCost, budget }).toEqual({ operationCost: 20_000, budget: 100_000_000 });
  });

  it('have to leave everything that is allowed a chance', () => {
    expect(problems({ ATRIUM_COST_BUDGET: '19999' })).toEqual([expect.stringContaining('less than ATRIUM_COST_LIMIT')]);
  });

  it('need the manifest of the operations that are trusted', () => {
    expect(problems({ ATRIUM_TRUSTED_OPERATIONS: 'only' })).toEqual([expect.stringContaining('ATRIUM_TRUSTED_OPERATIONS_FILE')]);
    expect(readEnvironment({ ATRIUM_TRUSTED_OPERATIONS: 'off' }).notices).toEqual([]);
  });
});

describe('a wrong value', () => {
  it.each([
    ['PORT', '65536'],
    ['PORT', '4e3'],
    ['HOST', 'http://localhost'],
    ['HOST', 'localhost:4000'],
    ['HOST', '[localhost]'],
    ['HOST', '999.1.1.1'],
    ['ATRIUM_ENV', 'prod'],
    ['ATRIUM_PUBLIC_URL', 'atrium.example.org'],
    ['ATRIUM_PUBLIC_URL', 'https://a.example.org/?x=1'],
    ['ATRIUM_PUBLIC_URL', 'javascript:alert(1)'],
    ['ATRIUM_SIGN_UP', 'open'],
    ['ATRIUM_TRUSTED_PROXIES', '*'],
    ['ATRIUM_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['ATRIUM_TRUSTED_PROXIES', '10.0.0.1,'],
    ['ATRIUM_CORS_ORIGINS', '*'],
    ['ATRIUM_CORS_ORIGINS', 'https://app.example.org/path'],
    ['ATRIUM_INTROSPECTION', 'yes'],
    ['ATRIUM_TRUSTED_OPERATIONS', 'on'],
    ['ATRIUM_COST_LIMIT', '0'],
    ['ATRIUM_COST_BUDGET', 'a lot'],
    ['ATRIUM_MAX_UPLOAD_BYTES', '0'],
    ['ATRIUM_MAX_UPLOAD_BYTES', '10 gigabytes'],
    ['ATRIUM_MAX_UPLOAD_BYTES', '99999999TiB'],
    ['ATRIUM_RETENTION_DAYS', '-1'],
    ['ATRIUM_RETENTION_DAYS', '0'],
    ['ATRIUM_RETENTION_DAYS', '1.5'],
    ['ATRIUM_RETENTION_DAYS', '90 days'],
    ['ATRIUM_DRAIN_SECONDS', '1.5'],
    ['ATRIUM_APP_URL', 'javascript:alert(1)'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@example.org, b@example.org'],
    ['MAIL_FROM', 'Atrium <a@example.org>\r\nBcc: b@example.org'],
    ['LOG_LEVEL', 'verbose'],
  ])('%s=%s is told with its name and what it may be', (name, text) => {
    expect(problems({ [name]: text })).toEqual([expect.stringMatching(new RegExp(`^${name} is "`))]);
    expect(problems({ [name]: text })[0]).toContain(`${JSON.stringify(text)}, but has to be `);
  });

  it.each(['staging', 'production'])('refuses a short token for metrics in %s', (stage) => {
    const with31 = { ...production, ATRIUM_ENV: stage, ATRIUM_METRICS_TOKEN: 'x'.repeat(31) };
    expect(problems(with31)).toEqual([
      `ATRIUM_METRICS_TOKEN has fewer than 32 characters; ${stage} needs one that nobody can guess: openssl rand -hex 32 makes one.`,
    ]);
    expect(readEnvironment({ ...with31, ATRIUM_METRICS_TOKEN: 'x'.repeat(32) }).metricsToken).toBe('x'.repeat(32));
    expect(readEnvironment({ ATRIUM_METRICS_TOKEN: 'short' }).metricsToken).toBe('short');
  });

  it('refuses a token for metrics that cannot be sent, without showing it', () => {
    expect(problems({ ATRIUM_METRICS_TOKEN: 'pass phrase' })).toEqual([
      'ATRIUM_METRICS_TOKEN is a value (not shown, it may hold a secret), but has to be letters and digits, also - . _ ~ + /, without spaces.',
    ]);
  });

  it.each(['DATABASE_URL', 'DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URLS', 'REDIS_URL', 'SMTP_URL', 'ATRIUM_SIGNING_KEYS'])(
    'of %s is never printed',
    (name) => {
      const lines = problems({
        DATABASE_URL: 'postgres://db/a',
        MAIL_FROM: 'a@example.org',
        [name]: 'mysql://someone:hunter2@db',
      });
      expect(lines).toEqual([expect.stringContaining(`${name} is a value (not shown, it may hold a secret), but has to be `)]);
      expect(lines.join()).not.toContain('hunter2');
    },
  );

  it.each([
    ['REDIS_URL', 'redis://:100%@cache'],
    ['REDIS_URL', 'redis://cache/one'],
    ['REDIS_URL', 'redis://cache:99999'],
    ['REDIS_URL', 'redis:///0'],
    ['SMTP_URL', 'smtp://atrium:100%@mail'],
  ])('%s=%s, which its client could not read, is refused', (name, text) => {
    expect(problems({ MAIL_FROM: 'a@example.org', [name]: text })).toEqual([
      expect.stringMatching(new RegExp(`^${name} is a value`)),
    ]);
  });

  it('is told along with all others', () => {
    expect(problems({ PORT: 'x', ATRIUM_ENV: 'production', ATRIUM_DRAIN: '1', SMTP_URL: 'smtp://mail' })).toHaveLength(5);
  });
});

describe('an unknown ATRIUM_ name', () => {
  it('is told with the name that was meant', () => {
    expect(problems({ ATRIUM_CORS_ORIGIN: 'https://a.example.org' })).toEqual([
      'ATRIUM_CORS_ORIGIN is no setting of Atrium; did you mean ATRIUM_CORS_ORIGINS?',
    ]);
  });

  it('beside the setting that was meant only says that the setting counts', () => {
    const { corsOrigins, notices } = readEnvironment({
      ATRIUM_CORS_ORIGIN: 'https://old.example.org',
      ATRIUM_CORS_ORIGINS: 'https://new.example.org',
    });
    expect(corsOrigins).toEqual(['https://new.example.org']);
    expect(notices).toEqual(['ATRIUM_CORS_ORIGIN is no setting of Atrium; ATRIUM_CORS_ORIGINS is set and counts.']);
  });

  it('may come from Kubernetes, which tells every pod of a Service called atrium', () => {
    const links = {
      ATRIUM_SERVICE_HOST: '10.96.0.7',
      ATRIUM_SERVICE_PORT: '4000',
      ATRIUM_SERVICE_PORT_HTTP: '4000',
      ATRIUM_PORT: 'tcp://10.96.0.7:4000',
      ATRIUM_PORT_4000_TCP: 'tcp://10.96.0.7:4000',
      ATRIUM_PORT_4000_TCP_ADDR: '10.96.0.7',
      ATRIUM_WEB_SERVICE_HOST: '10.96.0.8',
    };
    expect(readEnvironment(links)).toEqual(readEnvironment({}));
  });

  it('that resembles none is told without a guess', () => {
    expect(problems({ ATRIUM_COLOUR: 'red' })).toEqual(['ATRIUM_COLOUR is no setting of Atrium; .env.example lists them all.']);
  });
});

describe('another name that is one letter away from a setting', () => {
  it('is told, and stops nothing', () => {
    expect(readEnvironment({ DATABASE_URI: 'postgres://db/atrium' }).notices).toEqual([
      'DATABASE_URI is set, which is no setting of Atrium; did you mean DATABASE_URL?',
    ]);
    expect(readEnvironment({ DATABASE_URI: 'postgres://db/a', DATABASE_URL: 'postgres://db/b' }).notices).toEqual([]);
    expect(readEnvironment({ HOSTS: 'a', SPORT: 'b' }).notices).toEqual([]);
  });
});

describe('a secret in a file', () => {
  let folder: string;
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'atrium-secrets-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is taken without the newline at its end, for every setting that is a secret', () => {
    const key = ownKey();
    const config = readEnvironment({
      DATABASE_URL_FILE: file('database', 'postgres://atrium:s3cret@db/atrium\n'),
      REDIS_URL_FILE: file('redis', 'redis://cache'),
      ATRIUM_SIGNING_KEYS_FILE: file('keys', `${keys(key)}\r\n`),
    });
    expect(config).toMatchObject({
      database: { url: 'postgres://atrium:s3cret@db/atrium' },
      redisUrl: 'redis://cache',
      signingKeys: keys(key),
    });
  });

  it('counts where a secret is missing otherwise, and is checked like one', () => {
    const { DATABASE_URL, ATRIUM_SIGNING_KEYS, ...rest } = production;
    const files = {
      DATABASE_URL_FILE: file('database', DATABASE_URL),
      ATRIUM_SIGNING_KEYS_FILE: file('keys', ATRIUM_SIGNING_KEYS),
    };
    expect(problems({ ...rest, ...files })).toEqual([]);
    const lines = problems({ REDIS_URL_FILE: file('redis', 'hunter2') });
    expect(lines).toEqual([expect.stringContaining('REDIS_URL is a value (not shown')]);
    expect(lines.join()).not.toContain('hunter2');
  });

  it('beside the secret itself, unreadable, empty or too long is refused', () => {
    const database = file('database', 'postgres://db/atrium');
    expect(problems({ DATABASE_URL: 'postgres://db/other', DATABASE_URL_FILE: database })).toEqual([
      'DATABASE_URL and DATABASE_URL_FILE are both set; set one of them.',
    ]);
    expect(problems({ DATABASE_URL_FILE: join(folder, 'gone') })).toEqual([
      `DATABASE_URL_FILE names ${join(folder, 'gone')}, which cannot be read (ENOENT).`,
    ]);
    expect(problems({ DATABASE_URL_FILE: folder })).toEqual([
      `DATABASE_URL_FILE names ${folder}, which is a folder, not a file.`,
    ]);
    expect(problems({ DATABASE_URL_FILE: file('empty', '\n') })[0]).toContain('which is empty.');
    expect(problems({ DATABASE_URL_FILE: file('long', 'x'.repeat(100_000)) })[0]).toContain('has more than 65536 bytes');
  });

  it('is none where the setting is no secret', () => {
    expect(problems({ ATRIUM_DATA_DIR_FILE: '/tmp/x' })).toEqual([expect.stringContaining('is no setting of Atrium')]);
  });
});

describe('staging and production', () => {
  it.each(['0.0.0.0', '::', '0', '[::]'])('put no wildcard address into links: HOST=%s needs ATRIUM_PUBLIC_URL', (host) => {
    expect(problems({ ...production, HOST: host })).toEqual([
      `ATRIUM_PUBLIC_URL is missing: HOST is ${host}, which is every address of this machine and none that production could put into links.`,
    ]);
    expect(problems({ ...production, HOST: host, ATRIUM_PUBLIC_URL: 'https://atrium.example.org' })).toEqual([]);
    expect(problems({ HOST: host })).toEqual([]);
  });

  it.each(['staging', 'production'])('%s needs a database and keys of its own', (stage) => {
    expect(problems({ ATRIUM_ENV: stage })).toEqual([
      `DATABASE_URL is missing: ${stage} does not run on the embedded database.`,
      `ATRIUM_SIGNING_KEYS is missing: ${stage} needs keys of its own; .env.example says how to make one.`,
    ]);
  });

  it('close sign-up, and say so, until it can be verified', () => {
    const config = readEnvironment(production);
    expect(config).toMatchObject({ signUp: 'closed', introspection: false });
    expect(config.notices).toEqual([expect.stringContaining('Sign-up is closed')]);
    expect(readEnvironment({ ...production, ATRIUM_SIGN_UP: 'verified' }).signUp).toBe('closed');
    expect(readEnvironment({ ...production, ATRIUM_SIGN_UP: 'instant' })).toMatchObject({ signUp: 'instant', notices: [] });
  });

  it('say so when mails do not leave', () => {
    const { SMTP_URL: _, ...silent } = { ...production, ATRIUM_SIGN_UP: 'instant' };
    expect(readEnvironment(silent).notices).toEqual([expect.stringContaining('No mail leaves production')]);
    expect(problems({ SMTP_URL: 'smtp://mail' })).toEqual([expect.stringContaining('MAIL_FROM is not')]);
  });

  it('refuse a key that stands in a standard', () => {
    // RFC 8037, appendix A.1
    const example = {
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    };
    expect(problems({ ...production, ATRIUM_SIGNING_KEYS: keys(example) })).toEqual([
      expect.stringContaining('everybody can read'),
    ]);
    expect(problems({ ATRIUM_SIGNING_KEYS: keys(example) })).toEqual([]);
  });
});

describe('signing keys', () => {
  it.each([
    ['no JSON', '{'],
    ['no list', JSON.stringify(ownKey())],
    ['no key at all', '[]'],
    ['a public key', keys({ ...ownKey(), d: undefined })],
    ['a shared secret', keys({ kty: 'oct', k: 'c2VjcmV0' })],
    ['an RSA key', keys(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'jwk' }))],
    ['a curve for key agreement', keys(generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' }))],
    ['one of two', keys(ownKey(), {})],
  ])('are refused: %s', (_, text) => {
    expect(problems({ ATRIUM_SIGNING_KEYS: text })).toEqual([
      expect.stringContaining('a JSON array of private Ed25519 or P-256 keys'),
    ]);
  });

  it('may be several, of both kinds, in a list or a set', () => {
    const several = [ownKey(), generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })];
    expect(readEnvironment({ ATRIUM_SIGNING_KEYS: keys(...several) }).signingKeys).toBe(keys(...several));
    expect(problems({ ATRIUM_SIGNING_KEYS: JSON.stringify({ keys: several }) })).toEqual([]);
  });
});

describe('a setting of a later version', () => {
  it('is answered by a notice', () => {
    expect(readEnvironment({ MONGODB_URL: 'mongodb://db', SENTRY_DSN: 'https://x' }).notices).toEqual([
      'MONGODB_URL is set, but this version keeps documents in PostgreSQL.',
      'SENTRY_DSN is set, but this version reports errors to its log alone.',
    ]);
  });

  it('stops the start of production', () => {
    expect(problems({ ...production, MONGODB_URL: 'mongodb://db' })).toEqual([
      'MONGODB_URL is set, but this version keeps documents in PostgreSQL; production does not start with it.',
    ]);
  });

  it('is not there before mails are: verified sign-up', () => {
    expect(problems({ ATRIUM_SIGN_UP: 'verified' })).toEqual([expect.stringContaining('it has to be instant')]);
  });
});
