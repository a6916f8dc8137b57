import type pg from 'pg';
import type { Ends } from '../ends.ts';
import { difference } from '../measure/difference.ts';
import type { StartOptions } from '../sides/start-side.ts';
import { Commits } from './commits.ts';
import { measureFanOut, quickFanOut, warmUp, wholeFanOut, type FanOutCell } from './fan-out.ts';
import { measureLog, quickLog, wholeLog, type LogFigures } from './log.ts';
import { allowOpenFiles } from './open-files.ts';
import { fillPlace } from './place.ts';
import { Stage, type StreamWorld } from './stage.ts';
import type { StreamSide } from './stream-sides.ts';
import { nextSeries } from './writer.ts';

/** What was measured of streams. */
export interface StreamFigures {
  fanOut: readonly FanOutCell[];
  log: LogFigures | null;
}

export interface StreamsBenchOptions extends StartOptions {
  sides: readonly StreamSide[];
  client: pg.Client;
  quick: boolean;
  ends: Ends;
}

/** To see whether servers tell the same. */
const CHECK = { sockets: 20, events: 50, atOnce: 5 };

/** Of streams: whether all that happens reaches everybody, how much that takes, and how soon it does. */
export class StreamsBench {
  readonly #options: StreamsBenchOptions;
  #world: StreamWorld | undefined;

  constructor(options: StreamsBenchOptions) {
    this.#options = options;
  }

  /** Files that have to be open at the same time are not there everywhere: to be called before all that takes long. */
  static prepare(): void {
    allowOpenFiles(wholeFanOut.sockets);
  }

  /** @throws Error when a server tells another thing than the first, or not to everybody. */
  async agree(): Promise<void> {
    const { sides, ends } = this.#options;
    const world = await this.#prepared();
    let reference: { title: string; told: unknown[] } | undefined;
    for (const side of sides) {
      const told = await this.#on(side, world, CHECK.sockets, (stage) => toldOf(stage));
      reference ??= { title: side.title, told };
      const found = difference(reference.told, told, OWN);
      if (found) throw new Error(`${reference.title} and ${side.title} tell differently. ${found}`);
    }
    const names = sides.map(({ title }) => title).join(' and ');
    ends.say(`streams: ${names} told ${CHECK.sockets} sockets ${CHECK.events} events, each once and in their order`);
  }

  async measure(): Promise<StreamFigures> {
    const { sides, quick, ends } = this.#options;
    const plan = quick ? quickFanOut : wholeFanOut;
    const world = await this.#prepared();
    const fanOut: FanOutCell[] = [];
    const stages: Stage[] = [];
    try {
      for (const side of sides) {
        const stage = await Stage.open(side, world, plan.sockets);
        stages.push(stage);
        await warmUp(stage, plan);
        ends.say(`${plan.sockets} sockets listen to ${side.title}`);
      }
      for (let round = 1; round <= plan.rounds; round++) {
        // Each begins a round in turn.
        for (const stage of round % 2 === 1 ? stages : stages.toReversed()) {
          const cell = await measureFanOut(stage, world, plan, round);
          fanOut.push(cell);
          ends.say(`round ${round}, streams, ${stage.server.side.title}: ${cell.rate.toFixed(0)} deliveries/s`);
        }
      }
    } finally {
      for (const stage of stages) await stage.close();
    }
    const atrium = sides.find(({ kind }) => kind === 'atrium');
    const logPlan = quick ? quickLog : wholeLog;
    const log = atrium ? await this.#on(atrium, world, 1, (stage) => measureLog(stage, world, logPlan)) : null;
    if (log) ends.say(`the log: ${log.relayRate.toFixed(0)} events/s`);
    return { fanOut, log };
  }

  async #prepared(): Promise<StreamWorld> {
    const { client } = this.#options;
    return (this.#world ??= { ...this.#options, place: await fillPlace(client), commits: await Commits.note(client) });
  }

  async #on<T>(side: StreamSide, world: StreamWorld, sockets: number, work: (stage: Stage) => Promise<T>): Promise<T> {
    const stage = await Stage.open(side, world, sockets);
    try {
      return await work(stage);
    } finally {
      await stage.close();
    }
  }
}

/** Each server's own. */
const OWN = ['cursor', 'id', 'createdAt'];

/** What everybody is told of some events, by their names: some of them happen at once, and in either order. */
async function toldOf(stage: Stage): Promise<unknown[]> {
  await stage.listeners.order({ kind: 'forget' });
  const series = nextSeries();
  const name = (event: number) => `${series}${String(event).padStart(4, '0')}`;
  for (let event = 0; event < CHECK.events; event += CHECK.atOnce) {
    await Promise.all(Array.from({ length: CHECK.atOnce }, (_, place) => stage.tell(name(event + place))));
  }
  const bodies = await stage.listeners.order({ kind: 'bodies' });
  return bodies
    .map((body) => JSON.stringify(body).replace(series, ''))
    .sort((one, other) => summaryIn(one).localeCompare(summaryIn(other)))
    .map((text) => JSON.parse(text) as unknown);
}

const summaryIn = (text: string) => /"summary":"(?:\\.|[^"])*"/.exec(text)?.[0] ?? text;
