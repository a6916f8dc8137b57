import { Client } from '../testkit/client.js';
import { Socket } from '../testkit/socket.js';
import { startTwoServers, type TwoServers } from '../testkit/two-servers.js';

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code path message } } }`;
const createProject = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id rootFolder { id } } userErrors { code path message } } }`;
const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { id } userErrors { code path message } } }`;
const projectActivity = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { cursor activity { type subjectId } } }`;

/** @needs REDIS_URL */
const redisUrl = process.env['REDIS_URL']!;

let servers: TwoServers;
beforeAll(async () => {
  servers = await startTwoServers({ REDIS_URL: redisUrl });
});
afterAll(() => servers.end());

describe('two servers on one database and one Redis', () => {
  it('are one: what happens at one is heard at the other, once and in order', async () => {
    const { here, there } = servers;
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
