import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '../load/connection.ts';
import { writeFolder } from '../operations/write-folder.ts';
import { httpRequest } from '../sides/requests.ts';

let series = 0;
/** Begins the names of what is made in one measurement. */
export const nextSeries = (): string => `s${(series++).toString(36)}-`;

export interface WriterOptions {
  port: number;
  token: string;
  /** Where folders are made. */
  rootFolderId: string;
}

/** Makes events happen: creates folders over HTTP, each with a name of its own. */
export class Writer {
  readonly #options: WriterOptions;
  #idle: { connection: Connection; since: number }[] = [];
  #open = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** @throws Error unless the folder is there. */
  async write(name: string): Promise<void> {
    const { port, token, rootFolderId } = this.#options;
    const connection = await this.#connection();
    const body = { query: writeFolder.document, variables: { id: `fld_${rootFolderId}`, name } };
    const answer = await connection.exchange(httpRequest(port, body, token));
    if (answer.status !== 200 || !answer.body.includes(`"name":"${name}"`)) {
      throw new Error(`A folder was not created: ${answer.status} ${answer.body.toString().slice(0, 500)}`);
    }
    this.#idle.push({ connection, since: performance.now() });
  }

  close(): void {
    for (const { connection } of this.#idle.splice(0)) connection.close();
  }

  /** The one that was used last, unless the server may have closed it meanwhile. */
  async #connection(): Promise<Connection> {
    const last = this.#idle.pop();
    if (last && performance.now() - last.since < KEPT) return last.connection;
    last?.connection.close();
    this.#open -= last ? this.#idle.length + 1 : 0;
    this.close();
    if (++this.#open > MOST_CONNECTIONS) throw new Error('Folders are not created as fast as they are asked for.');
    return Connection.open(this.#options.port);
  }
}

const MOST_CONNECTIONS = 200;
/** Milliseconds for which every server keeps a connection that nobody uses; Node's own keeps it for five seconds. */
const KEPT = 3_000;

/** Does something again and again until the time is over, always so often at once. @returns how often it was done. */
export async function keepBusy(atOnce: number, milliseconds: number, work: (turn: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + milliseconds;
  let turn = 0;
  const busy = async () => {
    while (performance.now() < end) await work(turn++);
  };
  await Promise.all(Array.from({ length: atOnce }, busy));
  return turn;
}

/** Begins something so often a second, whether what was begun before is done or not; waits for all of it. @returns how often. */
export async function keepPace(rate: number, milliseconds: number, work: (turn: number) => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  const count = Math.max(1, Math.round((rate * milliseconds) / 1000));
  const all: Promise<unknown>[] = [];
  let failed = false;
  for (let turn = 0; turn < count && !failed; turn++) {
    const wait = begun + (turn * 1000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    const one = work(turn);
    one.catch(() => (failed = true));
    all.push(one);
  }
  await Promise.all(all);
  return all.length;
}
