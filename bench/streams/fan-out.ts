import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOfMachine, cpuOfProcess } from '../measure/cpu.ts';
import { memoryOfProcess } from '../measure/memory.ts';
import type { Latencies } from './listeners/orders.ts';
import type { Stage, StreamWorld } from './stage.ts';
import type { StreamSide } from './stream-sides.ts';
import { keepBusy, keepPace, nextSeries } from './writer.ts';

/** How long all is measured. Times in milliseconds. */
export interface FanOutPlan {
  sockets: number;
  rounds: number;
  firstWarmUp: number;
  saturated: { warmUp: number; measure: number };
  half: { measure: number };
}

export const wholeFanOut: FanOutPlan = {
  sockets: 5_000,
  rounds: 3,
  firstWarmUp: 2_500,
  saturated: { warmUp: 1_000, measure: 3_000 },
  half: { measure: 5_000 },
};

/** To see that all is well; figures of it say little. */
export const quickFanOut: FanOutPlan = {
  sockets: 1_000,
  rounds: 1,
  firstWarmUp: 1_000,
  saturated: { warmUp: 500, measure: 1_500 },
  half: { measure: 1_500 },
};

/** What one round says of one server. */
export interface FanOutCell {
  round: number;
  side: StreamSide['name'];
  sockets: number;
  /** Deliveries a second at saturation. */
  rate: number;
  /** Microseconds of the server's processor time a delivery at saturation, all that it does for the event included. */
  cpu: number | null;
  /** At half of saturation: deliveries a second, and milliseconds from the commit of an event to its receipt. */
  halfRate: number;
  p50: number;
  p99: number;
  /** Megabytes of the server: before, while nothing happened; the most at saturation; after, when nothing happened again. */
  memoryIdle: number | null;
  memoryMost: number | null;
  memoryAfter: number | null;
  /** The parts of one processor that the listeners took at saturation, and everything that is not of this benchmark. */
  listenersLoad: number;
  foreignLoad: number | null;
}

/** Events that have not reached everybody yet while a server is saturated: as many as it takes for it never to wait. */
const UNDER_WAY = 8;
/** Milliseconds in which a server that has nothing to do comes to rest, and between two looks at its memory. */
const [REST, LOOK] = [1_500, 100];

/** Before the first round: compilers see all, and memory is what it is for so many sockets. */
export async function warmUp(stage: Stage, { firstWarmUp }: FanOutPlan): Promise<void> {
  const series = nextSeries();
  await keepBusy(UNDER_WAY, firstWarmUp, (turn) => stage.tell(series + turn));
}

/** Tells one server's sockets as much as it can, and then half as much. */
export async function measureFanOut(stage: Stage, world: StreamWorld, plan: FanOutPlan, round: number): Promise<FanOutCell> {
  const { server, listeners } = stage;
  await sleep(REST);
  const memoryIdle = memoryOfProcess(server.pid);
  const saturated = await saturate(stage, plan);
  await sleep(REST);
  const memoryAfter = memoryOfProcess(server.pid);
  const events = saturated.rate / plan.sockets / 2;
  const { deliveries, p50, p99 } = await atPace(stage, world, events, plan.half.measure);
  return {
    round,
    side: server.side.name,
    sockets: listeners.sockets,
    ...saturated,
    halfRate: (deliveries * 1000) / plan.half.measure,
    p50,
    p99,
    memoryIdle,
    memoryAfter,
  };
}

/** The next event happens when one has reached everybody: as much is delivered as can be, and what waits stays little. */
async function saturate(stage: Stage, { saturated: { warmUp: first, measure } }: FanOutPlan) {
  await stage.listeners.order({ kind: 'forget' });
  const series = nextSeries();
  const memory = watchMemory(stage.server.pid);
  try {
    const busy = keepBusy(UNDER_WAY, first + measure, (turn) => stage.tell(series + turn));
    await Promise.race([busy, sleep(first)]);
    const before = await look(stage);
    await Promise.race([busy, sleep(measure - LOOK)]);
    const after = await look(stage);
    await busy;
    const [seconds, deliveries] = [(after.at - before.at) / 1000, after.deliveries - before.deliveries];
    const server = since(before.server, after.server);
    const machine = since(before.machine, after.machine);
    const [listeners, own] = [after.cpu - before.cpu, after.own - before.own];
    return {
      rate: deliveries / seconds,
      cpu: server === null ? null : (server * 1e6) / deliveries,
      memoryMost: memory.most(),
      listenersLoad: listeners / seconds,
      // What PostgreSQL does for a few events a second is counted here, too.
      foreignLoad: machine === null ? null : Math.max(0, (machine - (server ?? 0) - listeners - own) / seconds),
    };
  } finally {
    memory.stop();
  }
}

/** @param events a second. */
export async function atPace(stage: Stage, { commits }: StreamWorld, events: number, milliseconds: number): Promise<Latencies> {
  await stage.listeners.order({ kind: 'forget' });
  const series = nextSeries();
  await keepPace(events, milliseconds, (turn) => stage.tell(series + turn));
  return stage.listeners.order({ kind: 'latencies', committed: await commits.of(series) });
}

async function look({ server, listeners }: Stage) {
  const { user, system } = process.cpuUsage();
  const heard = await listeners.order({ kind: 'look' });
  return { ...heard, own: (user + system) / 1e6, server: cpuOfProcess(server.pid), machine: cpuOfMachine() };
}

function watchMemory(pid: number) {
  let most = memoryOfProcess(pid);
  const timer = setInterval(() => {
    const present = memoryOfProcess(pid);
    if (present !== null && present > (most ?? 0)) most = present;
  }, LOOK);
  return { most: () => most, stop: () => clearInterval(timer) };
}

const since = (first: number | null, last: number | null) => (first === null || last === null ? null : last - first);
