import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type EntityManager, type Options } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { relationalEntities } from './entities.js';
import { giveBackBroken } from './give-back-broken.js';
import { migrations } from './migrations/list.js';
import { rowTypes } from './row-types.js';

export interface RelationalDatabaseOptions {
  /** `postgres://…` */
  url: string;
  /** Most connections at once; 10 unless told. */
  poolSize?: number;
  /** Milliseconds after which PostgreSQL gives up on a statement; 15,000 unless told. */
  statementTimeout?: number;
  /** Hears the text of every statement that is sent, by whichever way. */
  onStatement?: (sql: string) => void;
}

/** A statement with its values, as the driver takes it. With a name it is prepared once per connection. */
export interface Statement {
  text: string;
  values: readonly unknown[];
  name?: string;
}

/** PostgreSQL: the unit of work for writes, and the same pool without it for reads. */
export class RelationalDatabase {
  private constructor(
    readonly orm: MikroORM,
    private readonly pool: pg.Pool,
  ) {}

  /** Connects lazily: a database that is away is noticed by the first statement. */
  static async open(options: RelationalDatabaseOptions): Promise<RelationalDatabase> {
    let pool: pg.Pool | undefined;
    const orm = await MikroORM.init({
      ...ormOptions,
      clientUrl: options.url,
      pool: { min: 0, max: options.poolSize ?? 10, idleTimeoutMillis: 30_000 },
      driverOptions: {
        application_name: 'atrium',
        statement_timeout: options.statementTimeout ?? 15_000,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
        onPoolCreated: (created: pg.Pool) => {
          pool = created;
          giveBackBroken(created);
          if (options.onStatement) observe(created, options.onStatement);
        },
      },
    });
    await orm.em.getConnection().getNativeClient();
    return new RelationalDatabase(orm, pool as unknown as pg.Pool);
  }

  /** A unit of work of its own. */
  get em(): EntityManager {
    return this.orm.em.fork();
  }

  /** Rows as they come, past the unit of work: dates as Date, 64-bit integers as number. */
  async rows<T extends object>(statement: Statement): Promise<T[]> {
    const config = { ...statement, values: statement.values as unknown[], types: rowTypes };
    return (await this.pool.query<T>(config)).rows;
  }

  /** @throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.pool.query('select 1');
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
}

export const ormOptions = {
  entities: relationalEntities,
  metadataProvider: ReflectMetadataProvider,
  extensions: [Migrator],
  forceUtcTimezone: true,
  // Triggers are in the migrations alone.
  schemaGenerator: { ignoreTriggers: true },
  migrations: {
    migrationsList: migrations,
    tableName: 'migrations',
    snapshot: false,
    silent: true,
    transactional: true,
    allOrNothing: true,
  },
} satisfies Options;

function observe(pool: pg.Pool, hear: (sql: string) => void): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    (client as { query: unknown }).query = (...args: unknown[]) => {
      const [first] = args;
      hear(typeof first === 'string' ? first : ((first as { text?: string }).text ?? ''));
      return query(...args);
    };
  });
}
