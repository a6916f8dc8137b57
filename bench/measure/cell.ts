import type pg from 'pg';
import { settled } from '../database/settled.ts';
import type { PreparedRequest } from '../load/load.ts';
import type { LoadProcess } from '../load/load-process.ts';
import type { Operation, OperationName } from '../operations/operation.ts';
import type { SideName } from '../sides/side.ts';
import { applicationName, type RunningSide } from '../sides/start-side.ts';
import { cpuOfMachine, cpuOfProcess, isPostgres } from './cpu.ts';

/** One measurement: one server, one operation, so many connections. */
export interface Cell {
  round: number;
  side: SideName;
  operation: OperationName;
  connections: number;
  /** Answers a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Milliseconds of processor time a request, of the server and of its connections in PostgreSQL; null where not known. */
  serverCpu: number | null;
  databaseCpu: number | null;
  /** The parts of one processor that the load generator took, and everything that is not of this benchmark. */
  generatorLoad: number;
  foreignLoad: number | null;
}

export interface CellOptions {
  round: number;
  connections: number;
  warmUp: number;
  measure: number;
}

/** The bench itself, while it measures, is this process and the load generator. */
export async function measureCell(
  { side, pid, port }: RunningSide,
  operation: Operation,
  requests: PreparedRequest[],
  { client, load }: { client: pg.Client; load: LoadProcess },
  { round, connections, warmUp, measure }: CellOptions,
): Promise<Cell> {
  const look = async () => ({
    at: performance.now(),
    own: process.cpuUsage(),
    server: cpuOfProcess(pid),
    machine: cpuOfMachine(),
    database: await cpuOfBackends(client, applicationName(side)),
  });
  // An event is carried on after its answer, so that of a write only the whole can be told: all requests, to the last event.
  const writes = operation.name === 'M1';
  const begun = Promise.withResolvers<Awaited<ReturnType<typeof look>>>();
  const begin = () => void look().then(begun.resolve, begun.reject);
  if (writes) begin();
  const order = { port, requests, connections, warmUp, measure, series: nextSeries() };
  const outcome = await load.run(order, () => writes || begin());
  if (outcome.wrong > 0) {
    throw new Error(`${side.title} gave ${outcome.wrong} wrong answers to ${operation.name}: ${outcome.wrongExample ?? ''}`);
  }
  if (writes && side.kind === 'atrium') await settled(client);
  const [first, last] = [await begun.promise, await look()];
  const server = since(first.server, last.server);
  const machine = since(first.machine, last.machine);
  const database = spentBetween(first.database, last.database);
  const { user, system } = process.cpuUsage(first.own);
  const foreign = machine === null ? null : machine - (server ?? 0) - (database ?? 0) - outcome.cpu - (user + system) / 1e6;
  const perRequest = (cpu: number | null) =>
    cpu === null ? null : (cpu * 1000) / (writes ? outcome.answersInAll : outcome.answers);
  return {
    round,
    side: side.name,
    operation: operation.name,
    connections,
    rate: outcome.answers / outcome.seconds,
    p50: outcome.p50,
    p99: outcome.p99,
    serverCpu: perRequest(server),
    databaseCpu: perRequest(database),
    generatorLoad: outcome.cpu / outcome.seconds,
    foreignLoad: foreign === null ? null : Math.max(0, (foreign * 1000) / (last.at - first.at)),
  };
}

const since = (first: number | null, last: number | null) => (first === null || last === null ? null : last - first);

/** Processor seconds that PostgreSQL's processes for one server have spent so far, by process; null when it does not run here. */
async function cpuOfBackends(client: pg.Client, name: string): Promise<Map<number, number> | null> {
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and application_name = $1',
    [name],
  );
  if (rows.length === 0 || !rows.every(({ pid }) => isPostgres(pid))) return null;
  return new Map(rows.map(({ pid }) => [pid, cpuOfProcess(pid) ?? 0]));
}

/** What the processes that are there now have spent since; one that was not there before, all of it. */
function spentBetween(first: Map<number, number> | null, last: Map<number, number> | null): number | null {
  return last && [...last].reduce((sum, [pid, cpu]) => sum + cpu - (first?.get(pid) ?? 0), 0);
}

let series = 0;
/** Begins the marks of one measurement, so that no two folders are called alike. */
const nextSeries = () => `w${(series++).toString(36)}-`;
