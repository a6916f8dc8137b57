import { quantile } from '../../measure/quantile.ts';
import { wallClock } from './clock.ts';
import type { Latencies } from './orders.ts';

/** One socket, and the position that it has heard up to; 0 before it hears anything. */
export interface Ear {
  position: number;
}

interface Event {
  name: string;
  /** What every socket has to hear, byte by byte. */
  message: Buffer;
  /** When it was heard, by as many sockets as have heard it. */
  times: Float64Array;
  count: number;
}

interface Message {
  type: string;
  payload?: { data?: { projectActivity: { cursor: string; activity: { summary: string } | null } } };
}

/**
 * What the sockets hear of one stream: of each position the same, each position once, and in their order. What the first one hears is
 * read, and what the others hear is held against it.
 */
export class Hearing {
  deliveries = 0;
  hearing = 0;
  readonly #sockets: number;
  readonly #heardByAll: (name: string) => void;
  #events = new Map<number, Event>();
  #head = 0;

  constructor(sockets: number, heardByAll: (name: string) => void) {
    this.#sockets = sockets;
    this.#heardByAll = heardByAll;
  }

  /** @throws Error when it is not what comes next. */
  hear(ear: Ear, bytes: Buffer, start: number, end: number): void {
    const position = ear.position + 1;
    const event = this.#events.get(position);
    if (event && bytes.compare(event.message, 0, event.message.length, start, end) === 0) this.#count(ear, event, position);
    else this.#read(ear, bytes.toString('utf8', start, end));
  }

  /** What was heard until now is not looked at any more. */
  forget(): void {
    this.#events = new Map();
  }

  /** @param committed when each event was, by its name; others are left out. */
  latencies(committed: ReadonlyMap<string, number>): Latencies {
    const events = [...this.#events.values()].filter(({ name }) => committed.has(name));
    const all = new Float64Array(events.reduce((sum, { count }) => sum + count, 0));
    let at = 0;
    for (const { name, times, count } of events) {
      for (let place = 0; place < count; place++) all[at++] = times[place]! - committed.get(name)!;
    }
    all.sort();
    return { deliveries: all.length, p50: quantile(all, 0.5), p99: quantile(all, 0.99), most: all.at(-1) ?? NaN };
  }

  bodies(): unknown[] {
    return [...this.#events.values()].map(({ message }) => (JSON.parse(message.toString()) as Message).payload);
  }

  #read(ear: Ear, text: string): void {
    const message = JSON.parse(text) as Message;
    const told = message.type === 'next' ? message.payload?.data?.projectActivity : undefined;
    if (!told) throw new Error(`was told ${text.slice(0, 500)}`);
    const position = Number(Buffer.from(told.cursor, 'base64url').toString().split(':')[1]);
    if (told.activity === null) return this.#moveOn(ear, position);
    if (ear.position > 0 && position !== ear.position + 1) throw new Error(`heard ${position} after ${ear.position}`);
    let event = this.#events.get(position);
    if (!event) {
      if (this.#head > 0 && position !== this.#head + 1) throw new Error(`heard ${position}, the others are at ${this.#head}`);
      this.#head = position;
      event = {
        name: nameIn(told.activity.summary),
        message: Buffer.from(text),
        times: new Float64Array(this.#sockets),
        count: 0,
      };
      this.#events.set(position, event);
    } else if (event.message.toString() !== text) {
      throw new Error(`heard ${text.slice(0, 500)}, and another ${event.message.toString().slice(0, 500)}`);
    }
    return this.#count(ear, event, position);
  }

  /** Nothing happened, and the cursor is said again. */
  #moveOn(ear: Ear, position: number): void {
    if (ear.position > 0 && position !== ear.position) throw new Error(`was moved from ${ear.position} on to ${position}`);
  }

  #count(ear: Ear, event: Event, position: number): void {
    if (ear.position === 0) this.hearing++;
    ear.position = position;
    this.deliveries++;
    event.times[event.count++] = wallClock();
    if (event.count === this.#sockets) this.#heardByAll(event.name);
  }
}

/** The name of the folder that was created. */
const nameIn = (summary: string): string => /"(.*)"/.exec(summary)?.[1] ?? summary;
