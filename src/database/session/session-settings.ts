/** A setting of PostgreSQL that Atrium's answers, its safety or its speed depend on. */
export interface SessionSetting {
  name: string;
  /** As `SET` takes it. */
  value: string;
  /** Whether a session with that value, as `SHOW` tells it, will do. */
  fits: (shown: string) => boolean;
}

const exactly = (name: string, value: string): SessionSetting => ({ name, value, fits: (shown) => shown === value });

/** Milliseconds after which PostgreSQL gives up on a statement, unless told otherwise. */
export const STATEMENT_TIMEOUT = 15_000;

/** What a session of Atrium needs, whatever the defaults of the server, the database and the role are. */
export const sessionSettings = (statementTimeout = STATEMENT_TIMEOUT): readonly SessionSetting[] => [
  // As the default of a role it may be any: whoever runs the database knows how long is too long.
  { name: 'statement_timeout', value: `${statementTimeout}ms`, fits: (shown) => shown !== '0' },
  // The statement's own timeout bounds the wait for a lock, too.
  exactly('lock_timeout', '0'),
  // Statements are prepared once and serve everybody, so they are planned once, too, without a look at the values.
  exactly('plan_cache_mode', 'force_generic_plan'),
  // No statement runs so long that compiling it to machine code would pay.
  exactly('jit', 'off'),
  // The driver reads no other way of writing dates.
  { name: 'datestyle', value: 'ISO', fits: (shown) => shown.startsWith('ISO') },
  // Offsets with seconds, which some zones had long ago, are no ISO 8601.
  { name: 'timezone', value: 'UTC', fits: (shown) => ['UTC', 'Etc/UTC', 'GMT'].includes(shown) },
  // Without it a backslash would be an escape in the literals that are put into statements.
  exactly('standard_conforming_strings', 'on'),
  // What is decided under a lock is read after the lock was got.
  exactly('default_transaction_isolation', 'read committed'),
];

/** Timeouts that are lifted for a transaction that may take its time; the last is new in PostgreSQL 17. */
const TIMEOUTS = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'];

/** A statement that lifts the timeouts until the end of the transaction; it can be sent through a pooler. */
export const LIFT_TIMEOUTS = `select set_config(name, '0', true) from pg_settings where name in (${TIMEOUTS.map((name) => `'${name}'`).join(', ')})`;

/** A statement that sets, until the end of the transaction, what answers depend on; it can be sent through a pooler. */
export const ANSWERS_FOR_TRANSACTION = sessionSettings()
  .filter(({ name }) => ['datestyle', 'timezone', 'standard_conforming_strings'].includes(name))
  .map(({ name, value }) => `set local ${name} to '${value}'`)
  .join('; ');
