export type Stage = 'development' | 'test' | 'staging' | 'production';
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** What the environment says, checked and with its defaults filled in. */
export interface Config {
  readonly env: Stage;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** What links begin with, without a slash at the end; null: made from host and port. */
  readonly publicUrl: string | null;
  /** What links in mails begin with, without a slash at the end; null: as `publicUrl`. */
  readonly appUrl: string | null;
  /** Whether signing up signs in at once, or nobody can sign up. */
  readonly signUp: 'instant' | 'closed';
  /** The text of private JWKs, the first one signs; null: made in the data directory. */
  readonly signingKeys: string | null;
  /** Addresses and networks (CIDR) whose X-Forwarded-For is believed, also `loopback`, `linklocal`, `uniquelocal`. */
  readonly trustedProxies: readonly string[];
  /** Origins (RFC 6454) whose pages may call. */
  readonly corsOrigins: readonly string[];
  readonly introspection: boolean;
  /** The manifest of the only operations that are run, absolute; null: any operation is. */
  readonly trustedOperations: string | null;
  readonly limits: Limits;
  readonly maxUploadBytes: number;
  /** For how many days what happened is remembered. */
  readonly retentionDays: number;
  readonly drainSeconds: number;
  /** Absolute. */
  readonly dataDir: string;
  readonly database: DatabaseAddresses;
  readonly redisUrl: string | null;
  readonly mail: MailSettings;
  /** Bearer token for metrics and the details of health; null: they are for this machine alone. */
  readonly metricsToken: string | null;
  /** The file is absolute; null: standard output. */
  readonly log: { readonly level: LogLevel; readonly file: string | null };
  /** One line for each setting that this version cannot honour. */
  readonly notices: readonly string[];
}

/** How much may be asked for. */
export interface Limits {
  /** Points that one operation may cost. */
  readonly operationCost: number;
  /** Points that a person, or an address from which nobody is signed in, may spend in a minute. */
  readonly budget: number;
  /** Attempts a minute: to sign in to one account from one address, and to sign in and to sign up from one address. */
  readonly signInsPerAccount: number;
  readonly signInsPerAddress: number;
  readonly signUpsPerAddress: number;
}

/** Where PostgreSQL is, and where past a pooler; null: the embedded one. */
export interface DatabaseAddresses {
  readonly url: string | null;
  readonly directUrl: string | null;
  /** Standbys to read from. */
  readonly replicaUrls: readonly string[];
}

/** How mails leave. */
export interface MailSettings {
  /** `smtp://…` or `smtps://…`; null: mails are caught in the data directory. */
  readonly smtpUrl: string | null;
  /** One address, perhaps with a name. */
  readonly from: string;
}
