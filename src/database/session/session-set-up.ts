import type pg from 'pg';
import { examinePooler, toldProcessId, type Pooling } from './examine-pooler.js';
import { sessionSettings } from './session-settings.js';

export interface SessionSetUpOptions {
  connection: pg.ClientConfig;
  /** Milliseconds. */
  statementTimeout: number;
  /** Hears the text of every statement that is sent. */
  onStatement?: ((sql: string) => void) | undefined;
}

/**
 * Makes new connections to one address fit for use. On a direct one the session gets its settings. Through a pooler they would reach
 * others and not us: there they are defaults of the role (`role-defaults.ts`), and statements lose their names if the pooler does not
 * track them.
 */
export class SessionSetUp {
  private readonly settings: string;
  private pooling: Promise<Pooling> | null = null;

  constructor(private readonly options: SessionSetUpOptions) {
    this.settings = sessionSettings(options.statementTimeout)
      .map(({ name, value }) => `('${name}', '${value}')`)
      .join(', ');
  }

  /** To be waited for before a connection is used. */
  readonly onConnect: (client: pg.ClientBase) => unknown = async (client) => {
    const { rowCount } = await client.query(
      `select set_config(name, value, false) from (values ${this.settings}) as setting (name, value) where pg_backend_pid() = ${toldProcessId(client)}`,
    );
    if (rowCount === 0 && (await this.examined()) === 'untracked') takeNames(client);
    if (this.options.onStatement) observe(client, this.options.onStatement);
  };

  /** What kind of pooler it is, found out once. Statements go without names while that cannot be told. */
  private async examined(): Promise<Pooling> {
    try {
      return await (this.pooling ??= examinePooler(this.options.connection));
    } catch {
      this.pooling = null;
      return 'untracked';
    }
  }
}

type Query = (first: unknown, ...rest: unknown[]) => unknown;

/** Sends every statement as text, which PostgreSQL forgets again. */
function takeNames(client: pg.ClientBase): void {
  replaceQuery(client, (query, first, ...rest) => query(isNamed(first) ? { ...first, name: undefined } : first, ...rest));
}

const isNamed = (config: unknown): config is { name: string } =>
  typeof config === 'object' && config !== null && Object.getPrototypeOf(config) === Object.prototype && 'name' in config;

function observe(client: pg.ClientBase, hear: (sql: string) => void): void {
  replaceQuery(client, (query, first, ...rest) => {
    hear(typeof first === 'string' ? first : ((first as { text?: string }).text ?? ''));
    return query(first, ...rest);
  });
}

function replaceQuery(client: pg.ClientBase, by: (query: Query, first: unknown, ...rest: unknown[]) => unknown): void {
  const query = client.query.bind(client) as Query;
  (client as { query: unknown }).query = (first: unknown, ...rest: unknown[]) => by(query, first, ...rest);
}
