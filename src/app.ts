import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Argon2Passwords } from './auth/argon2-passwords.js';
import { JoseTokens } from './auth/jose-tokens.js';
import type { Passwords } from './auth/passwords.js';
import { loadSigningKeys } from './auth/signing-keys.js';
import type { Config } from './config/config.js';
import { RelationalDatabase } from './database/relational-database.js';
import { ReadModel } from './loaders/read-model.js';
import { FanOut } from './messaging/fan-out.js';
import { InProcessPubSub } from './messaging/in-process-pub-sub.js';
import { RedisPubSub } from './messaging/redis-pub-sub.js';
import { buildSchema } from './resolvers/build-schema.js';
import type { Perspectives } from './resolvers/request-context.js';
import { createApollo } from './server/apollo.js';
import { readBearer } from './server/bearer.js';
import { registerCors } from './server/cors.js';
import { downloads } from './server/downloads.js';
import { registerGraphql } from './server/graphql-route.js';
import { registerHealth } from './server/health.js';
import { closeHttpServer, createHttpServer } from './server/http-server.js';
import { registerJwks } from './server/jwks.js';
import { createMetrics, registerMetrics } from './server/metrics.js';
import { perspectivesFrom } from './server/perspectives.js';
import type { DemoSignIn } from './server/playground/demo-sign-in.js';
import { registerPlayground } from './server/playground/playground.js';
import { RequestContexts } from './server/request-contexts.js';
import { serveWebSockets } from './server/web-sockets.js';
import { isServed } from './services/files/is-served.js';
import { applyEffects } from './services/effects.js';
import { transactions, type Committed } from './services/transaction.js';
import type { Origin } from './services/origin.js';
import { systemClock, type Clock } from './shared/clock.js';
import { deriveLinkSecret, ensureLinkSecret } from './storage/link-secret.js';
import { LocalFileStorage } from './storage/local-file-storage.js';
import { SignedLinks } from './storage/signed-links.js';
import { EventPipeline } from './workers/event-pipeline.js';
import { activityProcessor } from './workers/processors/activity.processor.js';
import { liveProcessor } from './workers/processors/live.processor.js';
import { notificationProcessor } from './workers/processors/notification.processor.js';
import { TaskRunner } from './workers/tasks/task-runner.js';
import {
  forgetSessionsTask,
  purgeItemsTask,
  purgeOrganizationsTask,
  purgeProjectsTask,
  sweepContentTask,
} from './workers/tasks/tasks.js';

/** What a test, or a command, puts in the place of a part. */
export interface Overrides {
  clock?: Clock;
  passwords?: Passwords;
  onStatement?: (sql: string) => void;
  statementTimeout?: number;
  /** Milliseconds between two looks for tasks that are due; null: only when told to. */
  tasksEvery?: number | null;
  /** The account that the playground offers, in development; it may come to be after the server does. */
  demo?: () => DemoSignIn | null;
}

/** A server with all that it consists of. */
export interface App {
  /** Begins to answer. @returns where, e.g. `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Answers what is in flight, then lets go of everything. */
  close(): Promise<void>;
  http: FastifyInstance;
  database: RelationalDatabase;
  /** The means to act without a request, for commands and demo data. */
  perspectives: (origin: Origin) => Perspectives;
  /** Carries on what has been committed, now and not at the next look. */
  settle(): Promise<void>;
  /** Runs the tasks that are due, now and not at the next look. */
  runTasks(): Promise<void>;
}

/** Puts the server together, by plain constructors. The database at `databaseUrl` has its tables already. */
export async function createApp(config: Config, databaseUrl: string, log: Logger, overrides: Overrides = {}): Promise<App> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const clock = overrides.clock ?? systemClock;
  const metrics = createMetrics();
  const keys = await loadSigningKeys({ configured: config.signingKeys, dataDir: config.dataDir });
  const tokens = new JoseTokens(keys, clock);
  const storage = await LocalFileStorage.open(config.dataDir);
  const secret =
    config.signingKeys === null ? await ensureLinkSecret(config.dataDir) : deriveLinkSecret(Buffer.from(config.signingKeys));

  const database = await RelationalDatabase.open({
    url: databaseUrl,
    ...(overrides.statementTimeout !== undefined && { statementTimeout: overrides.statementTimeout }),
    onStatement: (sql) => {
      metrics.statements.inc();
      overrides.onStatement?.(sql);
    },
  });
  const redis =
    config.redisUrl === null ? null : new RedisPubSub(config.redisUrl, (error) => log.warn({ err: error }, 'Redis is away'));
  const pubSub = redis ?? new InProcessPubSub();
  const pipeline = new EventPipeline(database, [liveProcessor(pubSub), activityProcessor, notificationProcessor], log);
  const committed: Committed = async (events, occurredAt) => {
    pipeline.nudge();
    // The events are safe; what a writer does not read back at once, the pipeline applies a moment later.
    await applyEffects(database.em, events, occurredAt).catch((error: unknown) => log.warn({ err: error }, 'effects come later'));
  };

  const tasks = new TaskRunner({
    database,
    log,
    every: overrides.tasksEvery === undefined ? 30_000 : overrides.tasksEvery,
    context: { clock, storage, log, transaction: transactions(database.em, clock, null, committed) },
    tasks: [purgeItemsTask, purgeProjectsTask, purgeOrganizationsTask, forgetSessionsTask, sweepContentTask],
  });

  const live = new FanOut(pubSub);
  const http = createHttpServer({ log, trustedProxies: config.trustedProxies });
  const address = () =>
    config.publicUrl ?? `http://${config.host}:${(http.server.address() as AddressInfo | null)?.port ?? config.port}`;
  const links = new SignedLinks({ secret, clock, baseUrl: address });
  const perspectives = perspectivesFrom({
    model: new ReadModel(database),
    parts: {
      clock,
      passwords: overrides.passwords ?? new Argon2Passwords(),
      tokens,
      storage,
      limits: { maxUploadBytes: config.maxUploadBytes },
      signUp: config.signUp,
    },
    committed,
  });
  const contexts = new RequestContexts({ tokens, perspectives, links, live });
  const schema = await buildSchema();
  const apollo = await createApollo({ schema, introspection: config.introspection, log, metrics });

  let stopping = false;
  if (config.corsOrigins.length > 0) await registerCors(http, config.corsOrigins);
  registerMetrics(http, metrics);
  registerHealth(http, { database: () => database.ping(), ...(redis && { redis: () => redis.ping() }) }, () => stopping);
  registerJwks(http, () => keys.publicJwks());
  await http.register(downloads({ storage, links, mayServe: (versionKey) => isServed(database, versionKey) }));
  registerGraphql(http, {
    apollo,
    context: (request, reply) => contexts.ofRequest(request, reply),
    maxUploadBytes: config.maxUploadBytes,
    page: registerPlayground(http, {
      enabled: config.introspection,
      demo: () => (config.env === 'development' ? (overrides.demo?.() ?? null) : null),
    }),
  });
  const closeSockets = serveWebSockets(http.server, {
    schema,
    introspection: config.introspection,
    verify: (authorization) => readBearer(tokens, authorization),
    context: (session, origin) => contexts.ofSocket(session, origin),
    log,
    metrics,
  });

  return {
    http,
    database,
    perspectives,
    settle: () => pipeline.settle(),
    runTasks: () => tasks.runDue(),
    async listen() {
      await http.listen({ host: config.host, port: config.port });
      pipeline.start();
      tasks.start();
      return address();
    },
    async close() {
      stopping = true;
      await closeSockets();
      await closeHttpServer(http);
      await apollo.stop();
      await tasks.stop();
      await pipeline.stop();
      await pubSub.close();
      await database.close();
    },
  };
}
