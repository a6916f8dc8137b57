import { generateKeyPairSync } from 'node:crypto';
import { Client } from '../testkit/client.js';
import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { ServerProcess } from '../testkit/server-process.js';
import { Socket } from '../testkit/socket.js';

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code path message } } }`;
const createProject = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id rootFolder { id } } userErrors { code path message } } }`;
const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { id } userErrors { code path message } } }`;
const projectActivity = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { cursor activity { type subjectId } } }`;

/** @needs REDIS_URL */
const redisUrl = process.env['REDIS_URL']!;

let database: TestDatabase;
let servers: ServerProcess[];
beforeAll(async () => {
  database = await testDatabase();
  // Tokens of one are good at the other: they share the signing keys.
  const { privateKey } = generateKeyPairSync('ed25519');
  const keys = JSON.stringify([privateKey.export({ format: 'jwk' })]);
  const environment = { DATABASE_URL: database.url, REDIS_URL: redisUrl, ATRIUM_SIGNING_KEYS: keys };
  servers = await Promise.all([ServerProcess.start(environment), ServerProcess.start(environment)]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await database.drop();
});

describe('two servers on one database and one Redis', () => {
  it('are one: what happens at one is heard at the other, once and in order', async () => {
    const [here, there] = servers as [ServerProcess, ServerProcess];
    const { accessToken } = await new Client(here.url).mutate(signUp, {
      email: 'noa@people.example',
      password: 'correct horse battery',
      name: 'Noa',
    });
    const noa = new Client(here.url, accessToken);
    const { organization } = await noa.mutate(createOrganization, { name: 'Two Servers' });
    const { project } = await noa.mutate(createProject, { organizationId: organization.id, name: 'One Project' });

    const socket = new Socket(there.url, accessToken);
    const heard = await socket.subscribe(projectActivity, { projectId: project.id });
    const made: string[] = [];
    for (const server of [here, there, here, there, here]) {
      const { folder } = await new Client(server.url, accessToken).mutate(createFolder, {
        parentId: project.rootFolder.id,
        name: `Folder ${made.length}`,
      });
      made.push(folder.id);
    }
    await heard.atLeast(made.length);
    // Were one announced twice, it would come within the next look of either server.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(heard.events.map(({ activity }) => activity.subjectId)).toEqual(made);
    await socket.close();
  });
});
