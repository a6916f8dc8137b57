import { buildSchema, printSchema, type GraphQLSchema } from 'graphql';
import { InvitationTokens } from '../../../src/auth/invitation-tokens.js';
import { buildSchema as buildExecutableSchema } from '../../../src/resolvers/build-schema.js';
import { preparer, type Prepare } from '../../../src/server/documents/prepare-document.js';
import { ensureLinkSecret } from '../../../src/storage/link-secret.js';
import { SignedLinks } from '../../../src/storage/signed-links.js';
import { TestApp } from '../app.js';
import { Pool } from './generator/pool.js';
import { Data } from './reference/data.js';
import { comparedServers, strategiesOf, type ComparedServer } from './strategies.js';
import type { Strategy } from './strategy.js';
import { ViewerTokens } from './viewer-tokens.js';
import type { Viewer } from './viewer.js';
import { holdEventsOnTheirWay } from './world/events-on-their-way.js';
import { START } from './world/odd-values.js';
import { readTables, withClient, type Tables } from './world/tables.js';

/** Rows, and who looks at them. */
export interface FuzzWorld {
  /** Fills a database that has its tables. */
  fill(databaseUrl: string): Promise<void>;
  viewers(tables: Tables): readonly Viewer[];
}

interface StartedServer {
  server: ComparedServer;
  test: TestApp;
  url: string;
}

const clock = { now: () => START };
const plenty = 1_000_000_000;

/** A world that stands still, and all strategies over it. */
export class FuzzStage {
  private constructor(
    private readonly servers: readonly StartedServer[],
    readonly schema: GraphQLSchema,
    readonly prepare: Prepare,
    readonly pool: Pool,
    readonly viewers: readonly Viewer[],
    readonly strategies: readonly Strategy[],
    /** As it was when all was filled in. */
    readonly tables: Tables,
  ) {}

  static async open(world: FuzzWorld): Promise<FuzzStage> {
    const servers = await startServers();
    const { test } = servers[0]!;
    await world.fill(test.databaseUrl);
    await test.app.settle();
    await standStill(test.databaseUrl);
    await holdEventsOnTheirWay(test.databaseUrl);
    const tables = await readTables(test.databaseUrl);
    const viewers = world.viewers(tables);
    const sessions = await signIn(test.databaseUrl, viewers);

    const executable = await buildExecutableSchema();
    const schema = buildSchema(printSchema(executable));
    const secret = await ensureLinkSecret(test.dataDir);
    const tokens = new InvitationTokens([secret]);
    const strategies = strategiesOf(servers, await ViewerTokens.from(test.dataDir, clock, sessions), {
      schema,
      signUp: config.signUp,
      data: new Data(tables),
      links: new SignedLinks({ secret, clock }).under(() => config.publicUrl),
      tokens,
      now: clock.now(),
    });
    const pool = new Pool(tables, invitationTokens(tables, tokens));
    return new FuzzStage(servers, schema, preparer(executable, true), pool, viewers, strategies, tables);
  }

  get databaseUrl(): string {
    return this.servers[0]!.test.databaseUrl;
  }

  async close(): Promise<void> {
    // The first one drops the database.
    for (const { test } of [...this.servers].reverse()) await test.close();
  }
}

const config = {
  publicUrl: 'https://atrium.example',
  signUp: 'closed',
  limits: {
    operationCost: 20_000,
    budget: plenty,
    signInsPerAccount: plenty,
    signInsPerAddress: plenty,
    signUpsPerAddress: plenty,
  },
} as const;

/** One of each strategy, on one database, with the same keys and secrets: so they have nothing to differ in but how they read. */
async function startServers(): Promise<StartedServer[]> {
  const started: StartedServer[] = [];
  for (const server of comparedServers()) {
    const first = started[0]?.test;
    const shared = first && { databaseUrl: first.databaseUrl, config: { ...config, dataDir: first.dataDir } };
    const test = await TestApp.start({ clock, config, ...shared, ...server.overrides });
    started.push({ server, test, url: test.url });
  }
  return started;
}

/** Looking at `admin` writes a line into the activity log: here it does not, or nobody would see the same as the one before. */
const standStill = (databaseUrl: string) =>
  withClient(databaseUrl, (client) =>
    client.query(`
      create function stand_still() returns trigger language plpgsql as 'begin return null; end';
      create trigger stand_still before insert on activities for each row
        when (new.type = 'ADMIN_ACCESSED') execute function stand_still();`),
  );

/** Sessions for all who are to be signed in. @returns their ids by those of the users. */
async function signIn(databaseUrl: string, viewers: readonly Viewer[]): Promise<ReadonlyMap<string, string>> {
  const users = [...new Set(viewers.flatMap(({ userId }) => userId ?? []))];
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string; user_id: string }>(
      `insert into sessions (id, created_at, user_id, last_used_at, expires_at)
       select gen_random_uuid(), $1, u, $1, $1::timestamptz + interval '1 day' from unnest($2::uuid[]) u returning id, user_id`,
      [START, users],
    );
    return new Map(rows.map(({ id, user_id }) => [user_id, id]));
  });
}

/** Of invitations that are open, over, or were sent again since; and what is no token. */
function invitationTokens({ invitations }: Tables, tokens: InvitationTokens): string[] {
  const made = invitations
    .slice(0, 30)
    .flatMap(({ id, generation }) => [tokens.make({ id, generation }), tokens.make({ id, generation: generation + 1 })]);
  return [...made, 'ati_', `ati_${'A'.repeat(70)}`, ''];
}
