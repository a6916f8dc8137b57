import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeId } from '../../src/shared/ids.js';
import { encodeStreamCursor } from '../../src/shared/stream-cursor.js';
import { Client } from '../testkit/client.js';
import { administer, testDatabase, type TestDatabase } from '../testkit/database.js';
import { Example } from '../testkit/example.js';
import { ServerProcess } from '../testkit/server-process.js';
import { upTo } from '../testkit/streamed-place.js';

const files = ['graphql-ws.ts', 'apollo-client.ts', 'urql.ts'];
const account = { email: 'rae@people.example', password: 'correct horse battery' };
/** In milliseconds: a server starts meanwhile, and clients wait a little longer each time. */
const PATIENCE = 30_000;

const tokenOf = (mutation: string, input: string) =>
  `mutation ($input: ${input}!) { ${mutation}(input: $input) { accessToken userErrors { code path message } } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code path message } } }`;
const createProject = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id rootFolder { id } } userErrors { code path message } } }`;
const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { id } userErrors { code path message } } }`;

let database: TestDatabase;
let home: string;
let server: ServerProcess;
let examples: Example[];
let projectId: string;
let parentId: string;
let rae: Client;
/** How many folders were made; the next one is called by that number. */
let made = 0;

/** Starts the server, on the port that it had before. @param keys the directory with its signing keys. */
async function start(keys = 'data'): Promise<void> {
  const PORT = server ? new URL(server.url).port : '0';
  server = await ServerProcess.start({ DATABASE_URL: database.url, ATRIUM_DATA_DIR: join(home, keys), PORT });
}

async function signIn(): Promise<void> {
  const { accessToken } = await new Client(server.url).mutate(tokenOf('signIn', 'SignInInput'), account);
  rae = new Client(server.url, accessToken);
}

const nameOf = (n: number) => `Folder ${String(n).padStart(4, '0')}`;

async function make(count: number): Promise<void> {
  for (const n of upTo(count, made)) await rae.mutate(createFolder, { parentId, name: nameOf(n) });
  made += count;
}

/** The numbers of the folders that an example told of, on its page and as events. */
const told = ({ lines }: Example) => lines.flatMap((line) => /Folder (\d{4})/.exec(line)?.slice(1).map(Number) ?? []);

const all = (wait: (example: Example) => Promise<void>) => Promise.all(examples.map(wait));
const allHaveTold = (n: number) => all((example) => example.printed(nameOf(n), PATIENCE));

/** Starts the examples. @param more what else they are given. */
function follow(more: { after?: string } = {}): Example[] {
  const parameters = Object.entries({ url: server.url, ...account, ...more }).map(([name, value]) => `--${name}=${value}`);
  return files.map((file) => new Example(`examples/realtime/${file}`, parameters));
}

/** Holds what each example told of against what was made. */
function expectEachOnce(): void {
  for (const example of examples) expect(told(example)).toEqual(upTo(made));
}

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'atrium-realtime-'));
  await start();
  const { accessToken } = await new Client(server.url).mutate(tokenOf('signUp', 'SignUpInput'), { ...account, name: 'Rae' });
  rae = new Client(server.url, accessToken);
  const { organization } = await rae.mutate(createOrganization, { name: 'Followed' });
  const { project } = await rae.mutate(createProject, { organizationId: organization.id, name: 'Followed' });
  projectId = decodeId('Project', project.id)!;
  parentId = project.rootFolder.id;
  await make(2);
  examples = follow();
});
afterAll(async () => {
  await all((example) => example.end());
  await server.end('SIGTERM');
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

describe('each example of how to follow a stream', () => {
  it('hears each event once and in order when the server is killed', async () => {
    await allHaveTold(made - 1);
    await make(3);
    await server.end('SIGKILL');
    await all((example) => example.complained('closed: 1006', PATIENCE));
    await start();
    await make(3);
    await allHaveTold(made - 1);
    await make(3);
    await allHaveTold(made - 1);
    expectEachOnce();
  }, 60_000);

  it('hears each event once when the server tells it to come back, and then does not take its token any more', async () => {
    await make(1);
    await server.end('SIGTERM');
    await all((example) => example.complained('closed: 1012', PATIENCE));
    await start('other-data');
    await signIn();
    await make(3);
    await all((example) => example.complained('closed: 4403', PATIENCE));
    await allHaveTold(made - 1);
    expectEachOnce();
  }, 60_000);

  it('reads afresh when the log does not hold what it has missed, and goes on from there', async () => {
    await all((example) => example.end());
    await administer(database.url, `delete from event_stream_entries where stream_id = '${projectId}'`);
    examples = follow({ after: encodeStreamCursor(projectId, 0) });
    await all((example) => example.complained('refused: CURSOR_EXPIRED', PATIENCE));
    await make(3);
    await allHaveTold(made - 1);
    expectEachOnce();
  }, 60_000);
});
