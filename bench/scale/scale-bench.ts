import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DATA_DIRECTORY, makeDatabase } from '../database/bench-database.ts';
import { readFacts, type Facts } from '../database/facts.ts';
import { seed } from '../database/seed.ts';
import { settled } from '../database/settled.ts';
import { Ends } from '../ends.ts';
import { describeMachine } from '../measure/machine.ts';
import { sides } from '../sides/sides.ts';
import { startSide, type StartOptions } from '../sides/start-side.ts';
import { issueTokens } from '../sides/tokens.ts';
import { explainRelations } from './explain-relations.ts';
import { grow } from './grow.ts';
import { measurePages, type Parent } from './measure-pages.ts';
import { compare, type ScaleResults } from './report.ts';

/** How many times as many files there are in the end. */
const TIMES = 100;
/** Parents of which pages are asked for. */
const PARENTS = 20;
/** That a file takes on disk, with its indexes and what belongs to it, and while indexes are made. */
const BYTES_PER_FILE = 2_500;

/** One run: little data, then a hundred times as many files in the same lists. */
export class ScaleBench {
  readonly #rows: number;
  readonly #ends = new Ends();

  constructor(rows: number) {
    this.#rows = rows;
  }

  async run(): Promise<ScaleResults> {
    const say = (line: string) => this.#ends.say(line);
    const files = Math.round(this.#rows / TIMES);
    if (!process.env['DATABASE_URL']) await this.#checkRoom();

    const directory = await mkdtemp(join(tmpdir(), 'atrium-bench-'));
    this.#ends.add(() => rm(directory, { recursive: true, force: true }));
    const database = await makeDatabase(say);
    this.#ends.add(() => database.close());
    const projects = Math.min(4_000, Math.round(files / 10));
    await seed(database.url, directory, { seed: 1, projects, organizations: Math.round(projects / 20), users: 5_000, files });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    this.#ends.add(() => client.end());
    say(`${files.toLocaleString('en')} files`);

    const signingKeys = JSON.stringify([generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })]);
    const options = { directory, databaseUrl: database.url, signingKeys };
    const { projects: all } = await readFacts(client);
    const longest = all
      .filter(({ files: count }) => count > 20)
      .sort((a, b) => b.files - a.files)
      .slice(0, PARENTS);
    const small = await this.#measure(options, longest, 1, client);
    say('measured the small data');
    const began = performance.now();
    await grow(client, TIMES, say);
    const fillSeconds = (performance.now() - began) / 1000;
    const large = await this.#measure(options, longest, TIMES, client);
    say('measured the large data');
    const { findings, relations, statements } = await explainRelations(client, database.url);
    const size = await client.query<{ bytes: number }>('select pg_database_size(current_database())::float8 as bytes');
    return {
      machine: await describeMachine(client, database.place),
      files: [files, files * TIMES],
      longest: [longest[0]!.files, longest[0]!.files * TIMES],
      pages: compare(small, large),
      findings,
      relations,
      statements,
      fillSeconds,
      bytes: size.rows[0]!.bytes,
      seconds: this.#ends.seconds,
    };
  }

  /** Starts Atrium, measures its pages, and stops it: what it has prepared must not outlive the data that it was prepared for. */
  async #measure(options: StartOptions, longest: Facts['projects'], times: number, client: pg.Client) {
    const running = await startSide(
      sides.find(({ kind }) => kind === 'atrium')!,
      options,
    );
    try {
      await settled(client);
      const owners = [...new Set(longest.map(({ organizationId }) => organizationId))];
      const tokens = await issueTokens(options.databaseUrl, options.signingKeys, owners);
      const parents = longest.map(({ id, organizationId, files }): Parent => ({
        id,
        files: files * times,
        token: tokens.get(organizationId)!,
      }));
      return await measurePages(running, parents, client);
    } finally {
      await running.stop();
    }
  }

  /** @throws when the disk is too small: PostgreSQL would find out half an hour later. */
  async #checkRoom(): Promise<void> {
    await mkdir(DATA_DIRECTORY, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(DATA_DIRECTORY);
    const [free, needed] = [bavail * bsize, this.#rows * BYTES_PER_FILE];
    if (free < needed) {
      throw new Error(
        `${this.#rows.toLocaleString('en')} files take some ${gigabytes(needed)} GB, and ${DATA_DIRECTORY} has ${gigabytes(free)} GB left. Try --rows.`,
      );
    }
  }

  close(): Promise<void> {
    return this.#ends.run();
  }
}

const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(0);
