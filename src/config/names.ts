/** A name that the environment may hold. */
export interface EnvironmentName {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
  /** Its value is never printed. */
  readonly secret?: true;
  /** For a name whose feature comes with a later version: what this one does instead. */
  readonly instead?: string;
}

const documents = 'this version keeps documents in PostgreSQL';
const disk = 'this version keeps files on disk';
const push = 'this version sends no web push';
const github = 'this version offers no sign-in with GitHub';

/** All names of the operational contract, in its order; `.env.example` is made from them. */
export const environmentNames: readonly EnvironmentName[] = [
  { name: 'PORT', default: '4000', meaning: 'The port on which the API listens; 0 picks a free one.' },
  { name: 'HOST', default: '127.0.0.1', meaning: 'The address on which the API listens.' },
  {
    name: 'ATRIUM_ENV',
    default: 'development',
    meaning: 'development, test, staging or production; the last two refuse the embedded database and weak secrets.',
  },
  {
    name: 'ATRIUM_PUBLIC_URL',
    default: 'from HOST and PORT',
    meaning: 'What links begin with; needed in staging and production when HOST is a wildcard such as 0.0.0.0.',
  },
  {
    name: 'ATRIUM_APP_URL',
    default: 'ATRIUM_PUBLIC_URL',
    meaning: 'What links in mails begin with: where the web app is that people use. It answers /invitation#TOKEN.',
  },
  {
    name: 'ATRIUM_SIGN_UP',
    default: 'instant; verified in staging and production',
    meaning:
      'Whether signing up signs in at once or only after the mail\'s link; until that mail exists, "verified" means that sign-up is closed.',
  },
  {
    name: 'ATRIUM_SIGNING_KEYS',
    default: 'made in the data directory',
    meaning: 'Private JWKs that sign access tokens, as a JSON array; the first one signs.',
    secret: true,
  },
  {
    name: 'ATRIUM_TRUSTED_PROXIES',
    default: 'none',
    meaning: 'Whose X-Forwarded-For is believed: addresses or networks, comma-separated.',
  },
  { name: 'ATRIUM_CORS_ORIGINS', default: 'none', meaning: 'Which pages may call: origins, comma-separated.' },
  { name: 'ATRIUM_INTROSPECTION', default: 'on; off in production', meaning: 'Whether the schema can be asked for: on or off.' },
  {
    name: 'ATRIUM_TRUSTED_OPERATIONS',
    default: 'off',
    meaning: '"only" accepts nothing but the documents of the manifest in ATRIUM_TRUSTED_OPERATIONS_FILE.',
  },
  {
    name: 'ATRIUM_TRUSTED_OPERATIONS_FILE',
    default: 'none',
    meaning: 'The manifest: a JSON file with the text of each document by its SHA-256, as code generators write it.',
  },
  {
    name: 'ATRIUM_COST_LIMIT',
    default: '20000',
    meaning: 'How many points an operation may cost; one is about what one object costs.',
  },
  {
    name: 'ATRIUM_COST_BUDGET',
    default: '100000; a thousand times that in test',
    meaning: 'How many points a person may spend in a minute, and so may an address from which nobody is signed in.',
  },
  { name: 'ATRIUM_MAX_UPLOAD_BYTES', default: '10GiB', meaning: 'The largest file, in bytes or with a unit.' },
  {
    name: 'ATRIUM_RETENTION_DAYS',
    default: '400',
    meaning: 'For how many days the activity log is kept, and the log of events that subscriptions resume from.',
  },
  { name: 'ATRIUM_DRAIN_SECONDS', default: '10', meaning: 'How long a stopping server lets requests finish.' },
  {
    name: 'ATRIUM_DATA_DIR',
    default: '.atrium',
    meaning: 'The embedded database, files, keys, caught mails; servers on one database share the folder.',
  },
  {
    name: 'DATABASE_URL',
    default: 'embedded PostgreSQL',
    meaning: 'PostgreSQL 14 or newer, also on a socket (postgresql:///name?host=/run/postgresql) or through PgBouncer.',
    secret: true,
  },
  {
    name: 'DATABASE_DIRECT_URL',
    default: 'DATABASE_URL',
    meaning: 'PostgreSQL past a pooler: migrations, and defaults of the role.',
    secret: true,
  },
  {
    name: 'DATABASE_REPLICA_URLS',
    default: 'none',
    meaning: 'Standbys of DATABASE_URL to read from, comma-separated; the same for all servers.',
    secret: true,
  },
  {
    name: 'MONGODB_URL',
    default: 'documents in PostgreSQL',
    meaning: 'MongoDB for notifications, activity and chat.',
    secret: true,
    instead: documents,
  },
  { name: 'REDIS_URL', default: 'in-process', meaning: 'Redis for subscriptions and rate limits.', secret: true },
  {
    name: 'AMQP_URL',
    default: 'queue in PostgreSQL',
    meaning: 'RabbitMQ for background work.',
    secret: true,
    instead: 'this version does background work from PostgreSQL',
  },
  {
    name: 'ELASTICSEARCH_URL',
    default: 'search in PostgreSQL',
    meaning: 'Full-text search.',
    secret: true,
    instead: 'this version has no search by Elasticsearch',
  },
  { name: 'S3_ENDPOINT', default: 'files on disk', meaning: 'Object storage: its address.', instead: disk },
  { name: 'S3_BUCKET', default: 'files on disk', meaning: 'Object storage: the bucket.', instead: disk },
  { name: 'S3_REGION', default: 'files on disk', meaning: 'Object storage: the region.', instead: disk },
  { name: 'S3_ACCESS_KEY_ID', default: 'files on disk', meaning: 'Object storage: who writes.', secret: true, instead: disk },
  {
    name: 'S3_SECRET_ACCESS_KEY',
    default: 'files on disk',
    meaning: 'Object storage: the secret of who writes.',
    secret: true,
    instead: disk,
  },
  {
    name: 'SMTP_URL',
    default: 'mails caught in the data directory',
    meaning: 'Outgoing mail, such as smtps://user:password@mail.example.org.',
    secret: true,
  },
  { name: 'MAIL_FROM', default: 'Atrium <atrium@localhost>', meaning: 'The sender of mails; needed with SMTP_URL.' },
  { name: 'VAPID_PUBLIC_KEY', default: 'no web push', meaning: 'Web push: the public key.', instead: push },
  { name: 'VAPID_PRIVATE_KEY', default: 'no web push', meaning: 'Web push: the private key.', secret: true, instead: push },
  { name: 'VAPID_SUBJECT', default: 'no web push', meaning: 'Web push: whom push services can write to.', instead: push },
  { name: 'GITHUB_CLIENT_ID', default: 'off', meaning: 'Sign-in with GitHub: the id.', instead: github },
  { name: 'GITHUB_CLIENT_SECRET', default: 'off', meaning: 'Sign-in with GitHub: the secret.', secret: true, instead: github },
  {
    name: 'SENTRY_DSN',
    default: 'off',
    meaning: 'Error tracking.',
    secret: true,
    instead: 'this version reports errors to its log alone',
  },
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', default: 'off', meaning: 'Tracing.', instead: 'this version exports no traces' },
  {
    name: 'ATRIUM_METRICS_TOKEN',
    default: 'none',
    meaning:
      'A Bearer token for /metrics and the details of /health/ready, which are shown to this machine alone otherwise; `openssl rand -hex 32` makes one.',
    secret: true,
  },
  { name: 'LOG_LEVEL', default: 'info', meaning: 'trace, debug, info, warn, error, fatal or silent.' },
  {
    name: 'LOG_FILE',
    default: 'standard output',
    meaning: 'A file for the structured logs; SIGUSR2 opens it anew after it was moved.',
  },
];
