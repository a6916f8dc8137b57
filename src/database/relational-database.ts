import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type EntityManager, type Options } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { postgresAddress } from '../shared/postgres-address.js';
import { connectionOptions } from './connection-options.js';
import { relationalEntities } from './entities.js';
import { giveBackBroken } from './give-back-broken.js';
import { migrations as allMigrations, type MarkedMigration } from './migrations/list.js';
import type { PipelineOptions } from './pipeline.js';
import { PooledRows } from './pooled-rows.js';
import { Replicas, type ReplicaState } from './replicas/replicas.js';
import type { RowSource, Statement } from './row-source.js';
import { SessionSetUp } from './session/session-set-up.js';
import { STATEMENT_TIMEOUT } from './session/session-settings.js';

export interface RelationalDatabaseOptions {
  /** `postgres://…`, also of a socket, and of a pooler. */
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

/** PostgreSQL: the unit of work for writes, and the same pool without it for reads. */
export class RelationalDatabase implements RowSource {
  private readonly replicas: Replicas | null;
  private readonly pooled: PooledRows;
  /** The migrations that this code knows, oldest first. */
  readonly migrations: readonly MarkedMigration[];

  private constructor(
    readonly orm: MikroORM,
    private readonly pool: pg.Pool,
    options: RelationalDatabaseOptions,
    pipelines: PipelineOptions,
  ) {
    const { url, replicaUrls = [], onReplica, onStatement, migrations = allMigrations } = options;
    this.migrations = migrations;
    this.pooled = new PooledRows(pool, pipelines);
    this.replicas =
      replicaUrls.length === 0
        ? null
        : new Replicas(this, url, replicaUrls, { ...sizes(options), onStatement, ...(onReplica && { onChange: onReplica }) });
  }

  /** Connects lazily: a database that is away is noticed by the first statement. */
  static async open(options: RelationalDatabaseOptions): Promise<RelationalDatabase> {
    let pool: pg.Pool | undefined;
    const { poolSize, statementTimeout } = sizes(options);
    const connection = connectionOptions(options.url);
    const { onConnect } = new SessionSetUp({ connection, statementTimeout, onStatement: options.onStatement });
    const orm = await MikroORM.init({
      ...ormOptions,
      // Where it is, the driver reads from `connection`: it knows more forms of addresses than MikroORM does.
      dbName: postgresAddress(options.url)?.database ?? '',
      pool: { min: 0, max: poolSize, idleTimeoutMillis: 30_000 },
      driverOptions: {
        ...connection,
        onConnect,
        onPoolCreated: (created: pg.Pool) => {
          pool = created;
          giveBackBroken(created);
        },
      },
    });
    await orm.em.getConnection().getNativeClient();
    return new RelationalDatabase(orm, pool as unknown as pg.Pool, options, { connection, onConnect });
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
    // MikroORM ends it only if it has used it.
    if (!this.pool.ending) await this.pool.end();
  }
}

export const ormOptions = {
  entities: relationalEntities,
  metadataProvider: ReflectMetadataProvider,
  extensions: [Migrator],
  forceUtcTimezone: true,
  ensureDatabase: false,
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

const sizes = ({ poolSize = 8, statementTimeout = STATEMENT_TIMEOUT }: RelationalDatabaseOptions) => ({
  poolSize,
  statementTimeout,
});
