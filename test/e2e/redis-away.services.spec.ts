import { Client } from '../testkit/client.js';
import { CuttableProxy } from '../testkit/cuttable-proxy.js';
import { eventually, Socket } from '../testkit/socket.js';
import { startTwoServers, type TwoServers } from '../testkit/two-servers.js';

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code path message } } }`;
const createProject = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id rootFolder { id } } userErrors { code path message } } }`;
const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { id } userErrors { code path message } } }`;
const projectActivity = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { cursor activity { subjectId } } }`;

/** @needs REDIS_URL */
const redisUrl = process.env['REDIS_URL']!;

let proxy: CuttableProxy;
let servers: TwoServers;
beforeAll(async () => {
  proxy = await CuttableProxy.to(redisUrl);
  servers = await startTwoServers({ REDIS_URL: redisUrl }, { REDIS_URL: proxy.url });
});
afterAll(async () => {
  await servers.end();
  await proxy.cut();
});

describe('a server whose Redis is away for a while', () => {
  it('answers all the same, and its streams miss nothing of what was announced meanwhile', async () => {
    const { here, there } = servers;
    const { accessToken } = await new Client(here.url).mutate(signUp, {
      email: 'noa@people.example',
      password: 'correct horse battery',
      name: 'Noa',
    });
    const [noaHere, noaThere] = [here, there].map(({ url }) => new Client(url, accessToken)) as [Client, Client];
    const { organization } = await noaHere.mutate(createOrganization, { name: 'Redis Away' });
    const { project } = await noaHere.mutate(createProject, { organizationId: organization.id, name: 'One Project' });
    const made: string[] = [];
    const make = async (client: Client) => {
      const input = { parentId: project.rootFolder.id, name: `Folder ${made.length}` };
      made.push((await client.mutate(createFolder, input)).folder.id);
    };

    const socket = new Socket(there.url, accessToken);
    const heard = await socket.subscribe(projectActivity, { projectId: project.id });
    await make(noaHere);
    await heard.atLeast(1);

    await proxy.cut();
    for (let n = 0; n < 3; n++) await make(noaHere);
    await make(noaThere);
    expect(await noaThere.query('{ viewer { email } }')).toEqual({ viewer: { email: 'noa@people.example' } });
    await new Promise((resolve) => setTimeout(resolve, 1_000));

    await proxy.open();
    await eventually(() => heard.events.length >= made.length || undefined, 10_000);
    await make(noaHere);
    await heard.atLeast(made.length);
    expect(heard.events.map(({ activity }) => activity.subjectId)).toEqual(made);
    await socket.close();
  }, 60_000);
});
