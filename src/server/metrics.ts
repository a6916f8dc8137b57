import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OperatorAccess } from './operator-access.js';

/** All that is measured, in a registry of its own. */
export interface Metrics {
  registry: Registry;
  /** Seconds, by kind (query, mutation) and outcome (ok, error). */
  operations: Histogram<'kind' | 'outcome'>;
  /** Those of them that did not have to be executed. */
  directAnswers: Counter;
  /** Seconds, by method, route and status. */
  requests: Histogram<'method' | 'route' | 'status'>;
  statements: Counter;
  sockets: Gauge;
  eventStreams: Gauge;
  subscriptions: Gauge;
  /** How often an event of a stream was executed. */
  streamExecutions: Counter;
  /** To how many subscriptions events went. */
  streamDeliveries: Counter;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    operations: new Histogram({
      name: 'atrium_graphql_operation_seconds',
      help: 'Time to answer a GraphQL operation over HTTP.',
      labelNames: ['kind', 'outcome'],
      buckets: SECONDS,
      registers,
    }),
    directAnswers: new Counter({
      name: 'atrium_graphql_direct_answers_total',
      help: 'Queries over HTTP that were answered by one statement, without being executed.',
      registers,
    }),
    requests: new Histogram({
      name: 'atrium_http_request_seconds',
      help: 'Time to answer an HTTP request.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    statements: new Counter({ name: 'atrium_database_statements_total', help: 'Statements sent to PostgreSQL.', registers }),
    sockets: new Gauge({ name: 'atrium_websocket_connections', help: 'Open WebSocket connections.', registers }),
    eventStreams: new Gauge({
      name: 'atrium_event_stream_connections',
      help: 'Open connections of server-sent events.',
      registers,
    }),
    subscriptions: new Gauge({ name: 'atrium_subscriptions', help: 'Subscriptions that are held.', registers }),
    streamExecutions: new Counter({
      name: 'atrium_stream_executions_total',
      help: 'Executions of subscriptions for an event, each for all who get the same answer.',
      registers,
    }),
    streamDeliveries: new Counter({
      name: 'atrium_stream_deliveries_total',
      help: 'Answers sent to subscriptions.',
      registers,
    }),
  };
}

/** 403 and not 404: every Atrium has metrics, and an operator whose scraper lacks the token can read why. */
const NOT_FOR_YOU = {
  errors: [
    {
      message: 'Metrics are read on the machine of the server, or with ATRIUM_METRICS_TOKEN as a Bearer token.',
      extensions: { code: 'FORBIDDEN' },
    },
  ],
};

/** `GET /metrics` for Prometheus, for operators only, and a measurement of every request. */
export function registerMetrics(server: FastifyInstance, metrics: Metrics, isOperator: OperatorAccess): void {
  server.addHook('onResponse', (request, reply, done) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) };
    metrics.requests.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
  server.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    if (!isOperator(request.raw)) return reply.code(403).send(NOT_FOR_YOU);
    void reply.type(metrics.registry.contentType);
    return metrics.registry.metrics();
  });
}

/** What is told of a replica. */
interface ReplicaState {
  name: string;
  trouble: string | null;
  /** Milliseconds. */
  staleness: number;
}

/** Adds how the replicas keep up, as far as there are any. */
export function watchReplicas({ registry }: Metrics, states: () => readonly ReplicaState[]): void {
  if (states().length === 0) return;
  const gauge = (name: string, help: string, of: (state: ReplicaState) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['replica'],
      registers: [registry],
      collect() {
        for (const state of states()) this.set({ replica: state.name }, of(state));
      },
    });
  gauge('atrium_database_replica_up', 'Whether a replica is read from: 1, or 0 when it is left out.', ({ trouble }) =>
    trouble === null ? 1 : 0,
  );
  gauge(
    'atrium_database_replica_staleness_seconds',
    'The time since the last moment of which a replica is known to have everything.',
    ({ staleness }) => staleness / 1_000,
  );
}
