import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Argon2Passwords } from './auth/argon2-passwords.js';
import { InvitationTokens } from './auth/invitation-tokens.js';
import { JoseTokens } from './auth/jose-tokens.js';
import { RememberingTokens } from './auth/remembering-tokens.js';
import type { Passwords } from './auth/passwords.js';
import { secretsOf } from './auth/private-jwks.js';
import { loadSigningKeys } from './auth/signing-keys.js';
import type { Config } from './config/config.js';
import { installationIdentity, redisNamespace } from './database/installation.js';
import { RelationalDatabase } from './database/relational-database.js';
import { newerMigrations } from './database/release.js';
import { Planner } from './loaders/plan/planner.js';
import { ReadModel } from './loaders/read-model.js';
import { StreamLog } from './loaders/stream-log.js';
import { Viewpoint } from './loaders/viewpoint.js';
import { CaughtMails } from './mail/caught-mails.js';
import type { Mailer } from './mail/mailer.js';
import { SmtpMailer } from './mail/smtp-mailer.js';
import { Attempts } from './limits/attempts.js';
import { openCounters } from './limits/open-counters.js';
import { FanOut } from './messaging/fan-out.js';
import { InProcessPubSub } from './messaging/in-process-pub-sub.js';
import { redisDatabaseOf } from './messaging/redis-database.js';
import { RedisPubSub } from './messaging/redis-pub-sub.js';
import { buildSchema } from './resolvers/build-schema.js';
import type { Perspectives } from './resolvers/request-context.js';
import { Admission } from './server/admission.js';
import { createApollo } from './server/apollo.js';
import { readBearer } from './server/bearer.js';
import { registerBudgetHooks } from './server/budget-hooks.js';
import { Budget, payerOf } from './server/budget.js';
import { clientAddresses } from './server/client-address.js';
import { registerCors } from './server/cors.js';
import { registerDevMails } from './server/dev-mails/dev-mails.js';
import { DirectAnswers } from './server/direct/direct-answers.js';
import { Handover } from './server/direct/handover.js';
import { Documents } from './server/documents/documents.js';
import { preparer } from './server/documents/prepare-document.js';
import { loadTrustedOperations } from './server/documents/trusted-operations.js';
import { downloads } from './server/downloads.js';
import { registerEventStreams } from './server/event-streams.js';
import { Expiring } from './server/expiring.js';
import { registerGraphql } from './server/graphql-route.js';
import { registerHealth } from './server/health.js';
import { Once } from './server/idempotency/once.js';
import { closeHttpServer, createHttpServer } from './server/http-server.js';
import { registerInvitationPage } from './server/invitation-page/invitation-page.js';
import { registerJwks } from './server/jwks.js';
import { listenAt } from './server/listen-at.js';
import { LiveOperations } from './server/live-operations.js';
import { OwnAddress } from './server/own-address.js';
import { createMetrics, registerMetrics, watchReplicas } from './server/metrics.js';
import { operatorAccess } from './server/operator-access.js';
import { usualPatience, type Patience } from './server/patience.js';
import { perspectivesFrom } from './server/perspectives.js';
import type { DemoSignIn } from './server/playground/demo-sign-in.js';
import { registerPlayground } from './server/playground/playground.js';
import { presenter, presentThrown } from './server/presenter.js';
import type { QueryAnswerer } from './server/query-answerer.js';
import { RememberedRequesters } from './server/remembered-requesters.js';
import { RequestContexts } from './server/request-contexts.js';
import { registerSecureHeaders } from './server/secure-headers.js';
import { Streams } from './server/streams/streams.js';
import { MAX_CONNECTIONS, Tally } from './server/tally.js';
import { serveWebSockets } from './server/web-sockets.js';
import { sessionOfRefreshToken } from './services/authentication/session-of-refresh-token.js';
import { rightsThatMoved } from './services/authentication/rights-that-moved.js';
import { isServed } from './services/files/is-served.js';
import { openFiles } from './services/files/open-files.js';
import { applyEffects } from './services/effects.js';
import { idempotencySecret } from './services/idempotency/call.js';
import { IdempotencyKeys } from './services/idempotency/idempotency-keys.js';
import { transactions, type Committed } from './services/transaction.js';
import type { Origin } from './services/origin.js';
import { systemClock, type Clock } from './shared/clock.js';
import { prepareDataDirectory } from './storage/data-directory.js';
import { deriveLinkSecret, ensureLinkSecret } from './storage/link-secret.js';
import { SignedLinks } from './storage/signed-links.js';
import { EventPipeline } from './workers/event-pipeline.js';
import { invitationMails } from './workers/invitation-mails.js';
import { MailSender } from './workers/mail-sender.js';
import { activityProcessor } from './workers/processors/activity.processor.js';
import { liveProcessor } from './workers/processors/live.processor.js';
import { mailProcessor } from './workers/processors/mail.processor.js';
import { notificationProcessor } from './workers/processors/notification.processor.js';
import { ReleaseWatch } from './workers/release-watch.js';
import { TaskRunner } from './workers/tasks/task-runner.js';
import { allTasks } from './workers/tasks/tasks.js';

/** What a test, or a command, puts in the place of a part. */
export interface Overrides {
  clock?: Clock;
  passwords?: Passwords;
  onStatement?: (sql: string) => void;
  statementTimeout?: number;
  /** How long points of a budget are counted together, in place of a minute. */
  budgetSeconds?: number;
  patience?: Partial<Patience>;
  /** What answers whole queries, made of what does so usually; null: they are executed. */
  answerer?: (planned: QueryAnswerer) => QueryAnswerer | null;
  /** Milliseconds between two looks for tasks that are due; null: only when told to. */
  tasksEvery?: number | null;
  /** Milliseconds between two looks of a stream at whether its listener may still hear. */
  doubt?: number;
  /** The account that the playground offers, in development; it may come to be after the server does. */
  demo?: () => DemoSignIn | null;
  /** Hears that a newer release has changed the database in a way that this code must not go on with. */
  onTooOld?: (line: string) => void;
}

/** A server with all that it consists of. */
export interface App {
  /** Begins to answer. @returns where, e.g. `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Answers what is in flight, then lets go of everything. */
  close(): Promise<void>;
  http: FastifyInstance;
  database: RelationalDatabase;
  /** How everything is read; one a database, for its statements have names there. */
  model: ReadModel;
  /** The means to act without a request, for commands and demo data. */
  perspectives: (origin: Origin) => Perspectives;
  /** Carries on what has been committed, now and not at the next look. */
  settle(): Promise<void>;
  /** Runs the tasks that are due, now and not at the next look. */
  runTasks(): Promise<void>;
}

/**
 * Puts the server together, by plain constructors. The database at `databaseUrl` has its tables already.
 * What was opened is closed again when a later step fails.
 */
export async function createApp(config: Config, databaseUrl: string, log: Logger, overrides: Overrides = {}): Promise<App> {
  const opened = new AsyncDisposableStack();
  try {
    return await assemble(config, databaseUrl, log, overrides, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** @param opened takes what is opened; it is closed in the opposite order. */
async function assemble(
  config: Config,
  databaseUrl: string,
  log: Logger,
  overrides: Overrides,
  opened: AsyncDisposableStack,
): Promise<App> {
  await prepareDataDirectory(config.dataDir);
  const clock = overrides.clock ?? systemClock;
  const metrics = createMetrics();
  const trusted = config.trustedOperations === null ? null : await loadTrustedOperations(config.trustedOperations);
  const keys = await loadSigningKeys({ configured: config.signingKeys, dataDir: config.dataDir });
  const tokens = new RememberingTokens(new JoseTokens(keys, clock), clock);
  const secret =
    config.signingKeys === null ? await ensureLinkSecret(config.dataDir) : deriveLinkSecret(Buffer.from(config.signingKeys));
  const invitationTokens = new InvitationTokens(config.signingKeys === null ? [secret] : secretsOf(config.signingKeys));
  const caughtMails = new CaughtMails(join(config.dataDir, 'mails'));
  const { smtpUrl, from } = config.mail;
  const mailer: Mailer = smtpUrl === null ? caughtMails : new SmtpMailer({ url: smtpUrl, from });

  const onStatement = (sql: string) => {
    metrics.statements.inc();
    overrides.onStatement?.(sql);
  };
  const database = await RelationalDatabase.open({
    url: databaseUrl,
    onStatement,
    ...(overrides.statementTimeout !== undefined && { statementTimeout: overrides.statementTimeout }),
    replicaUrls: config.database.replicaUrls,
    onReplica: (replica, trouble) =>
      trouble === null
        ? log.info({ replica }, 'a replica is read from')
        : log.warn({ replica, trouble }, 'a replica is left out'),
  });
  opened.defer(() => database.close());
  const { storage, namespace } = await openInstallation(database, config, log);
  // Events are not to wait for a connection behind the requests that give rise to them.
  const carrier = await RelationalDatabase.open({ url: databaseUrl, poolSize: 3, onStatement });
  opened.defer(() => carrier.close());
  const shared = config.redisUrl === null ? null : { url: config.redisUrl, namespace: namespace(config.redisUrl) };
  const redis = shared && new RedisPubSub(shared.url, shared.namespace, (error) => log.warn({ err: error }, 'Redis is away'));
  const counters = openCounters(shared, (error) => log.warn({ err: error }, 'Redis is away: limits are counted in this process'));
  opened.defer(() => counters.close());
  const budgetSeconds = overrides.budgetSeconds ?? 60;
  const pubSub = redis ?? new InProcessPubSub();
  opened.defer(() => pubSub.close());
  const pipeline = new EventPipeline(
    carrier,
    [liveProcessor(pubSub), activityProcessor, notificationProcessor(config.signUp), mailProcessor],
    log,
  );
  opened.defer(() => pipeline.stop());
  const committed: Committed = async (events, occurredAt) => {
    pipeline.nudge();
    // The events are safe; what a writer does not read back at once, the pipeline applies a moment later.
    await applyEffects(database.em, events, occurredAt).catch((error: unknown) => log.warn({ err: error }, 'effects come later'));
  };

  const every = overrides.tasksEvery === undefined ? 30_000 : overrides.tasksEvery;
  const releases = new ReleaseWatch({ database, log, every, onTooOld: overrides.onTooOld ?? (() => undefined) });
  const tasks = new TaskRunner({
    database,
    log,
    every,
    context: {
      clock,
      storage,
      log,
      retentionDays: config.retentionDays,
      transaction: transactions(database.em, clock, null, committed),
    },
    tasks: allTasks,
  });
  opened.defer(() => tasks.stop());
  opened.defer(() => releases.stop());

  const addresses = clientAddresses(config.trustedProxies);
  const patience = { ...usualPatience, ...overrides.patience };
  const http = createHttpServer({ log, trusts: addresses.trusts, patience });
  const port = () => (http.server.address() as AddressInfo | null)?.port ?? config.port;
  const address = new OwnAddress({ publicUrl: config.publicUrl, host: config.host, port });
  const writers = { invitation: invitationMails({ invitationTokens, clock, appUrl: () => config.appUrl ?? address.url }) };
  const mails = new MailSender(database, mailer, writers, log);
  opened.defer(() => mails.stop());
  const links = new SignedLinks({ secret, clock });
  const model = ReadModel.of(database);
  const perspectives = perspectivesFrom({
    model,
    useCases: {
      clock,
      passwords: overrides.passwords ?? new Argon2Passwords(),
      tokens,
      invitationTokens,
      attempts: new Attempts(counters, config.limits),
      storage,
      limits: { maxUploadBytes: config.maxUploadBytes },
      signUp: config.signUp,
    },
    committed,
  });
  const remembered = new RememberedRequesters(clock);
  const contexts = new RequestContexts({
    tokens,
    remembered,
    perspectives,
    links,
    address,
    addresses,
  });
  const schema = await buildSchema();
  const admission = new Admission(
    new Documents(preparer(schema, config.introspection), trusted),
    new Budget(counters.counter('budget', budgetSeconds), config.limits.budget, budgetSeconds, clock),
    config.limits.operationCost,
  );
  const present = presenter(log, !config.introspection);
  const once = new Once(new IdempotencyKeys({ database, clock, secret: idempotencySecret(secret) }), (error) =>
    log.warn({ err: error }, 'an answer could not be kept'),
  );
  const handover = new Handover();
  const apollo = await createApollo({
    schema,
    introspection: config.introspection,
    admission,
    handover,
    once,
    present,
    log,
    metrics,
  });
  opened.defer(() => apollo.stop());
  opened.defer(() => closeHttpServer(http));
  const planner = new Planner(schema, model);
  const planned: QueryAnswerer = {
    answer: (query, context) => planner.answer(query, new Viewpoint(context.requester, clock), context),
  };
  const answerer = overrides.answerer ? overrides.answerer(planned) : planned;

  let stopping = false;
  await registerSecureHeaders(http, { https: config.publicUrl?.startsWith('https:') ?? false });
  if (config.corsOrigins.length > 0) await registerCors(http, config.corsOrigins);
  const isOperator = operatorAccess(config.metricsToken);
  registerMetrics(http, metrics, isOperator);
  watchReplicas(metrics, () => database.replicaStates);
  registerHealth(http, {
    services: { database: () => database.ping() },
    helpful: redis ? { redis: () => redis.ping() } : {},
    replicas: () => database.replicaStates,
    isStopping: () => stopping,
    isOperator,
  });
  if (config.env === 'development' && smtpUrl === null) registerDevMails(http, caughtMails);
  if (config.appUrl === null) registerInvitationPage(http);
  registerJwks(http, () => keys.publicJwks());
  await http.register(downloads({ storage, links, mayServe: (versionKey) => isServed(database, versionKey) }));
  registerBudgetHooks(http, {
    admission,
    payerOf: (request) => contexts.payerOf(request),
    addressOf: (request) => payerOf(null, addresses.of(request.raw)),
    present,
    clock,
  });
  registerGraphql(http, {
    apollo,
    context: (request, reply) => handover.contextOf(request) ?? contexts.ofRequest(request, reply),
    direct: answerer && new DirectAnswers({ schema, answerer, admission, contexts, handover, clock, metrics }),
    maxUploadBytes: config.maxUploadBytes,
    page: registerPlayground(http, {
      enabled: config.introspection,
      demo: () => (config.env === 'development' ? (overrides.demo?.() ?? null) : null),
    }),
  });
  const streams = new Streams({
    live: new FanOut(pubSub, overrides.doubt),
    log: new StreamLog(database),
    clock,
    moved: (known) => rightsThatMoved(database, known),
    present: (error, requestId) => presentThrown(present, error, requestId),
    report: (error) => log.error({ err: error }, 'a stream was broken off'),
    metrics,
  });
  const operations = new LiveOperations({
    schema,
    admission,
    answerer,
    present,
    context: (session, origin, idempotencyKey) => contexts.ofSocket(session, origin, idempotencyKey),
    streams,
    once,
  });
  const expiring = new Expiring(clock, (error) => log.error({ err: error }, 'a connection could not be closed'));
  opened.defer(() => expiring.stop());
  const connections = {
    operations,
    addresses,
    verify: (authorization: string) => readBearer(tokens, authorization),
    expiring,
    tally: new Tally(MAX_CONNECTIONS),
    origins: () => [new URL(address.url).origin, ...config.corsOrigins],
    drain: config.drainSeconds * 1_000,
    metrics,
  };
  const closeEventStreams = registerEventStreams(http, {
    ...connections,
    sessionOf: (refreshToken) => sessionOfRefreshToken(database, refreshToken, clock),
  });
  const closeSockets = serveWebSockets(http.server, {
    ...connections,
    clock,
    connectionInitWaitTimeout: patience.connectionInit,
    log,
  });

  opened.defer(async () => void (await Promise.all([closeSockets(), closeEventStreams()])));

  return {
    http,
    database,
    model,
    perspectives,
    async settle() {
      await pipeline.settle();
      await mails.settle();
    },
    runTasks: () => tasks.runDue(),
    async listen() {
      await listenAt(http, config);
      pipeline.start();
      mails.start();
      tasks.start();
      releases.start();
      return address.url;
    },
    async close() {
      stopping = true;
      await opened.disposeAsync();
    },
  };
}

/** What a server shares with the others of its installation, by the database. @throws StartError */
async function openInstallation(database: RelationalDatabase, { dataDir }: Config, log: Logger) {
  const identity = await installationIdentity(database);
  const migrations = await newerMigrations(database);
  if (migrations.length > 0) log.info({ migrations }, 'a newer release has been here; its migrations are compatible');
  return {
    storage: await openFiles(database, dataDir, log),
    /** By the address of a Redis. */
    namespace: (redisUrl: string) => redisNamespace(identity, redisDatabaseOf(redisUrl)),
  };
}
