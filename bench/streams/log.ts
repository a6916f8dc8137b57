import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { settled } from '../database/settled.ts';
import { insertFolder } from '../operations/write-folder.ts';
import type { Stage, StreamWorld } from './stage.ts';
import { keepBusy, keepPace, nextSeries } from './writer.ts';

/** How long all is measured. Times in milliseconds. */
export interface LogPlan {
  /** As many mutations at once as there are connections. */
  connections: number;
  mutations: number;
  /** Events a second, and how many of them are mutations through the API. */
  rate: number;
  mutationRate: number;
  paced: number;
  /** Events that the relay finds at once, and how long it is looked at at most. */
  backlog: number;
  relay: number;
}

export const wholeLog: LogPlan = {
  connections: 8,
  mutations: 4_000,
  rate: 500,
  mutationRate: 50,
  paced: 8_000,
  backlog: 100_000,
  relay: 25_000,
};

/** To see that all is well; figures of it say little. */
export const quickLog: LogPlan = { ...wholeLog, mutations: 1_500, paced: 2_000, backlog: 10_000, relay: 5_000 };

/** Events of so many a second, and milliseconds from the commit of one to its receipt. */
interface Delivered {
  rate: number;
  p50: number;
  p99: number;
}

/** What the log of Atrium does. */
export interface LogFigures {
  /** As many mutations as the API takes. */
  mutations: Delivered;
  /** So many events that only some of them can be mutations here. */
  paced: Delivered & { mutationRate: number };
  /** Events a second that one relay moves into the log, all consumers on, and that are announced meanwhile. */
  relayRate: number;
  announcedRate: number;
}

/** Connections over which events are written as other servers would. */
const WRITERS = 4;
/** Milliseconds between two looks at how far the log is. */
const LOOK = 50;

/** @param stage with one socket that listens. */
export async function measureLog(stage: Stage, world: StreamWorld, plan: LogPlan): Promise<LogFigures> {
  const warmUp = nextSeries();
  await keepBusy(plan.connections, plan.mutations / 4, (turn) => stage.tell(warmUp + turn));
  const mutations = await asManyMutations(stage, world, plan);
  const paced = await atRate(stage, world, plan);
  await settled(world.client);
  return { mutations, paced, ...(await carryBacklog(world, plan)) };
}

async function asManyMutations(stage: Stage, world: StreamWorld, plan: LogPlan): Promise<Delivered> {
  return delivered(stage, world, async (series, hears) => {
    await keepBusy(plan.connections, plan.mutations, (turn) => {
      hears(series + turn);
      return stage.writer.write(series + turn);
    });
  });
}

/** Some over the API, whose server then looks for events, and the rest as other servers would write them: row and event, one transaction each. */
async function atRate(stage: Stage, world: StreamWorld, plan: LogPlan): Promise<LogFigures['paced']> {
  const pool = new pg.Pool({ connectionString: world.databaseUrl, max: WRITERS });
  const text = `${insertFolder.replace('bench.events', 'public.outbox_events')} select from made`;
  const insert = (name: string) => pool.query({ name: 'folder', text, values: [world.place.rootFolderId, name] });
  try {
    const figures = await delivered(stage, world, async (series, hears) => {
      const write = (kind: string, work: (name: string) => Promise<unknown>) => (turn: number) => {
        const name = `${series}${kind}${turn}`;
        hears(name);
        return work(name);
      };
      await Promise.all([
        keepPace(
          plan.mutationRate,
          plan.paced,
          write('m', (name) => stage.writer.write(name)),
        ),
        keepPace(plan.rate - plan.mutationRate, plan.paced, write('t', insert)),
      ]);
    });
    return { ...figures, mutationRate: plan.mutationRate };
  } finally {
    await pool.end();
  }
}

async function delivered(
  stage: Stage,
  { commits }: StreamWorld,
  cause: (series: string, hears: (name: string) => void) => Promise<void>,
): Promise<Delivered> {
  await stage.listeners.order({ kind: 'forget' });
  const series = nextSeries();
  const heard: Promise<void>[] = [];
  const begun = performance.now();
  await cause(series, (name) => {
    const one = stage.listeners.heard(name);
    one.catch(() => undefined);
    heard.push(one);
  });
  const seconds = (performance.now() - begun) / 1000;
  await Promise.all(heard);
  const { p50, p99 } = await stage.listeners.order({ kind: 'latencies', committed: await commits.of(series) });
  return { rate: heard.length / seconds, p50, p99 };
}

/** How many events wait is told at once; then it is looked how many are carried on, until all are or the time is over. */
async function carryBacklog({ client, place, commits }: StreamWorld, { backlog, relay }: LogPlan) {
  await commits.stop();
  const before = await reached(client);
  await client.query(fillOutbox, [backlog, place.organizationId, place.projectId]);
  const first = await reachedMore(client, before.log, relay);
  let last = first;
  for (const end = performance.now() + relay; performance.now() < end && last.log < before.log + backlog;) {
    await sleep(LOOK);
    last = await reached(client);
  }
  const seconds = (last.at - first.at) / 1000;
  return { relayRate: (last.log - first.log) / seconds, announcedRate: (last.live - first.live) / seconds };
}

async function reachedMore(client: pg.Client, log: number, patience: number) {
  for (const end = performance.now() + patience; performance.now() < end; await sleep(LOOK)) {
    const now = await reached(client);
    if (now.log > log) return now;
  }
  throw new Error('Atrium does not carry on its events.');
}

async function reached(client: pg.Client): Promise<{ at: number; log: number; live: number }> {
  const { rows } = await client.query<{ log: string; live: string }>(`
    select (select coalesce(max(position), 0) from event_log) as log,
      (select coalesce(max(position), 0) from consumer_checkpoints where consumer = 'live') as live`);
  return { at: performance.now(), log: Number(rows[0]!.log), live: Number(rows[0]!.live) };
}

const fillOutbox = `
  insert into outbox_events (id, type, organization_id, project_id, subject_type, subject_id, streams, data, occurred_at)
  select gen_random_uuid(), 'folder.created', $2, $3, 'FOLDER', gen_random_uuid(), array[$2::uuid, $3::uuid],
    jsonb_build_object('name', 'backlog-' || n), now()
  from generate_series(1, $1) n`;
