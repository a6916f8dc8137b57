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
import { Contest } from './measure/contest.ts';
import { describeMachine } from './measure/machine.ts';
import { quickPlan, wholePlan } from './measure/plan.ts';
import type { Options } from './options.ts';
import { Summary } from './report/summary.ts';
import type { Results } from './report/tables.ts';
import { judge } from './report/targets.ts';
import { startSide, type RunningSide } from './sides/start-side.ts';
import { issueTokens } from './sides/tokens.ts';

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
    const { sides, operations, check, quick } = this.#options;
    const say = (line: string) => this.#ends.say(line);

    const directory = await mkdtemp(join(tmpdir(), 'atrium-bench-'));
    this.#ends.add(() => rm(directory, { recursive: true, force: true }));
    const database = await makeDatabase(say);
    this.#ends.add(() => database.close());
    await seed(database.url, directory, check ? smallSize : usualSize);
    say('the database is filled');

    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    this.#ends.add(() => client.end());
    const machine = await describeMachine(client, database.place);
    const signingKeys = JSON.stringify([generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })]);

    const running: RunningSide[] = [];
    for (const side of sides) {
      const one = await startSide(side, { directory, databaseUrl: database.url, signingKeys });
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
      issueTokens: (organizations) => issueTokens(database.url, signingKeys, organizations),
      onProgress: say,
    });
    await contest.agree();
    if (check) return undefined;

    const summary = new Summary(await contest.measure(quick ? quickPlan : wholePlan));
    return { summary, sides, operations, machine, judgements: judge(summary) };
  }

  /** Ends the servers and drops the database. */
  close(): Promise<void> {
    return this.#ends.run();
  }
}
