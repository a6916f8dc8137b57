import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type EntityManager, type Options } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { connectionOptions } from './connection-options.js';
import { relationalEntities } from './entities.js';
import { giveBackBroken } from './give-back-broken.js';
import { migrations as allMigrations, type MarkedMigration } from './migrations/list.js';
import { PooledRows } from './pooled-rows.js';
import { Replicas, type ReplicaState } from './replicas/replicas.js';
import type { RowSource, Statement } from './row-source.js';

export interface RelationalDatabaseOptions {
  /** `postgres://…` */
  url: string;
  /** Most connections at once, beside two for lookups; 8 unless told. */
  poolSize?: number;
  /** Milliseconds after which PostgreSQL gives up on a statement; 15,000 unless told. */
  statementTimeout?: number;
  /** Hears the text of every statement that is sent, by whichever way. */
  onStatement?: (sql: string) => void;
  /** Standbys to read from. */
  replicaUrls?: readonly string[];
  /** Hears of a replica that is left out and why, and of one that is asked again (null). */
  onReplica?: (replica: string, trouble: string | null) => void;
  /** In place of those of this release, for tests of what another release does. */
  migrations?: readonly MarkedMigration[];
}

/**
 * Statements are prepared once and serve everybody, so they are planned once, too, without a look at the values; and none runs so
 * long that compiling it to machine code would pay.
 */
const SESSION = 'set plan_cache_mode = force_generic_plan; set jit = off';

/** PostgreSQL: the unit of work for writes, and the same pool without it for reads. */
export class RelationalDatabase implements RowSource {
  private readonly replicas: Replicas | null;
  private readonly pooled: PooledRows;
  /** The migrations that this code knows, oldest first. */
  readonly migrations: readonly MarkedMigration[];

  private constructor(
    readonly orm: MikroORM,
    private readonly pool: pg.Pool,
    { url, replicaUrls = [], onReplica, migrations = allMigrations, ...options }: RelationalDatabaseOptions,
  ) {
    this.migrations = migrations;
    const { poolSize, statementTimeout, onConnect } = poolOptions(options);
    this.pooled = new PooledRows(pool, {
      connection: connectionOptions(url, { statementTimeout, toConnect: TO_CONNECT }),
      onConnect,
    });
    this.replicas =
      replicaUrls.length === 0
        ? null
        : new Replicas(this, url, replicaUrls, {
            poolSize,
            statementTimeout,
            onConnect,
            ...(onReplica && { onChange: onReplica }),
          });
  }

  /** Connects lazily: a database that is away is noticed by the first statement. */
  static async open(options: RelationalDatabaseOptions): Promise<RelationalDatabase> {
    let pool: pg.Pool | undefined;
    const { poolSize, statementTimeout, onConnect } = poolOptions(options);
    const orm = await MikroORM.init({
      ...ormOptions,
      ...(options.migrations && { migrations: { ...ormOptions.migrations, migrationsList: [...options.migrations] } }),
      clientUrl: options.url,
      pool: { min: 0, max: poolSize, idleTimeoutMillis: 30_000 },
      driverOptions: {
        ...connectionOptions(options.url, { statementTimeout, toConnect: TO_CONNECT }),
        onConnect,
        onPoolCreated: (created: pg.Pool) => {
          pool = created;
          giveBackBroken(created);
        },
      },
    });
    await orm.em.getConnection().getNativeClient();
    return new RelationalDatabase(orm, pool as unknown as pg.Pool, options);
  }

  /** A unit of work of its own. */
  get em(): EntityManager {
    return this.orm.em.fork();
  }

  /** Rows of the primary, where everything is that was committed. */
  rows<T extends object>(statement: Statement): Promise<T[]> {
    return this.pooled.rows<T>(statement);
  }

  /**
   * Where reads of one request may go that can do without what was committed in the last seconds: a replica, or else the primary.
   * Never what is about rights, sessions or replay.
   */
  get recent(): RowSource {
    return this.replicas?.reader() ?? this;
  }

  /** Whether there are replicas, so that one has to know who wrote a moment ago. */
  get hasReplicas(): boolean {
    return this.replicas !== null;
  }

  get replicaStates(): readonly ReplicaState[] {
    return this.replicas?.states ?? [];
  }

  /** Looks at the replicas now, and not at the next turn. */
  async lookAtReplicas(): Promise<void> {
    await this.replicas?.look();
  }

  /** @throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.pool.query('select 1');
  }

  async close(): Promise<void> {
    await this.replicas?.close();
    await this.pooled.close();
    await this.orm.close(true);
  }
}

export const ormOptions = {
  entities: relationalEntities,
  metadataProvider: ReflectMetadataProvider,
  extensions: [Migrator],
  forceUtcTimezone: true,
  // Triggers and functions are in the migrations alone.
  schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
  migrations: {
    migrationsList: [...allMigrations],
    tableName: 'migrations',
    snapshot: false,
    silent: true,
    transactional: true,
    allOrNothing: true,
  },
} satisfies Options;

/** Milliseconds. */
const TO_CONNECT = 5_000;

function poolOptions({ poolSize = 8, statementTimeout = 15_000, onStatement }: Omit<RelationalDatabaseOptions, 'url'>) {
  const onConnect = async (client: pg.ClientBase): Promise<void> => {
    await client.query(SESSION);
    if (onStatement) observe(client, onStatement);
  };
  return { poolSize, statementTimeout, onConnect };
}

function observe(client: pg.ClientBase, hear: (sql: string) => void): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  (client as { query: unknown }).query = (...args: unknown[]) => {
    const [first] = args;
    hear(typeof first === 'string' ? first : ((first as { text?: string }).text ?? ''));
    return query(...args);
  };
}
