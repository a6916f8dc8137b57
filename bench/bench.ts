import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { makeDatabase } from './database/bench-database.ts';
import { readFacts } from './database/facts.ts';
import { seed } from './database/seed.ts';
import { settled } from './database/settled.ts';
import { Ends } from './ends.ts';
import type { Cell } from './measure/cell.ts';
import { Contest } from './measure/contest.ts';
import { describeMachine } from './measure/machine.ts';
import { quickPlan, wholePlan } from './measure/plan.ts';
import type { Options } from './options.ts';
import { Summary } from './report/summary.ts';
import type { Results } from './report/tables.ts';
import { judgeStreams } from './report/stream-targets.ts';
import { judge } from './report/targets.ts';
import { startSide, type RunningSide, type StartOptions } from './sides/start-side.ts';
import { issueTokens } from './sides/tokens.ts';
import { StreamsBench, type StreamFigures } from './streams/streams-bench.ts';

const usualSize = { seed: 1, projects: 4_000, organizations: 200, users: 5_000, files: 80_000 };
/** Enough to find answers that differ. */
const smallSize = { seed: 1, projects: 120, organizations: 45, users: 100, files: 6_000 };

/** One run: a database with data, the servers on it, and what comes of asking them. */
export class Bench {
  readonly #options: Options;
  readonly #ends = new Ends();

  constructor(options: Options) {
    this.#options = options;
  }

  /** @returns nothing when it was only to be checked whether the servers agree. */
  async run(): Promise<Results | undefined> {
    const { operations, streams, check } = this.#options;
    if (streams.length > 0 && !check) StreamsBench.prepare();
    const directory = await mkdtemp(join(tmpdir(), 'atrium-bench-'));
    this.#ends.add(() => rm(directory, { recursive: true, force: true }));
    const database = await makeDatabase((line) => this.#ends.say(line));
    this.#ends.add(() => database.close());
    await seed(database.url, directory, check ? smallSize : usualSize);
    this.#ends.say('the database is filled');

    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    this.#ends.add(() => client.end());
    const machine = await describeMachine(client, database.place);
    const signingKeys = JSON.stringify([generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })]);
    const place = { directory, databaseUrl: database.url, signingKeys };

    const cells = operations.length > 0 ? await this.#askAll(client, place) : [];
    const figures = streams.length > 0 ? await this.#listen(client, place) : undefined;
    if (check) return undefined;
    const summary = new Summary(cells);
    const judgements = [...judge(summary), ...(figures ? judgeStreams(figures) : [])];
    const { sides } = this.#options;
    return { summary, sides, operations, machine, judgements, ...(figures && { streams: figures }) };
  }

  /** Ends the servers and drops the database. */
  close(): Promise<void> {
    return this.#ends.run();
  }

  /** Queries and mutations. The servers are gone after it: of two relays on one database, one would tell what the other's sockets hear. */
  async #askAll(client: pg.Client, place: StartOptions): Promise<Cell[]> {
    const { sides, operations, check, quick } = this.#options;
    const say = (line: string) => this.#ends.say(line);
    const running: RunningSide[] = [];
    for (const side of sides) {
      const one = await startSide(side, place);
      this.#ends.add(() => one.stop());
      running.push(one);
    }
    say(`${running.length} servers answer`);
    if (sides.some(({ kind }) => kind === 'atrium')) await settled(client);

    const contest = new Contest({
      sides: running,
      operations,
      facts: await readFacts(client),
      client,
      issueTokens: (organizations) => issueTokens(place.databaseUrl, place.signingKeys, organizations),
      onProgress: say,
    });
    await contest.agree();
    const cells = check ? [] : await contest.measure(quick ? quickPlan : wholePlan);
    await Promise.all(running.map((one) => one.stop()));
    return cells;
  }

  async #listen(client: pg.Client, place: StartOptions): Promise<StreamFigures | undefined> {
    const { streams: sides, check, quick } = this.#options;
    const bench = new StreamsBench({ ...place, sides, client, quick, ends: this.#ends });
    await bench.agree();
    return check ? undefined : bench.measure();
  }
}
