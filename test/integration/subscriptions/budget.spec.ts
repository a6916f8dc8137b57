import { TestApp } from '../../testkit/app.js';
import { eventually, Socket } from '../../testkit/socket.js';

const SECONDS = 4;

let test: TestApp;
const sockets: Socket[] = [];
beforeAll(async () => {
  const limits = { operationCost: 1_000, budget: 600, signInsPerAccount: 100, signInsPerAddress: 100, signUpsPerAddress: 100 };
  // With Redis, all servers of the run count the same address together.
  test = await TestApp.start({ budgetSeconds: SECONDS, config: { limits, redisUrl: null } });
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.close()));
  await test.close();
});

const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { __typename } }`;
const removeMember = `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userErrors { code path } } }`;
const summaries = `subscription ($id: ID!) { projectActivity(projectId: $id) { activity { summary } } }`;
const dear = `subscription ($id: ID!) { projectActivity(projectId: $id) { activity { summary project { members(first: 100) { nodes { id } } } } } }`;

describe('the events of a subscription', () => {
  const listen = async (query: string) => {
    const { owner, guest, organization, project } = await test.world().studio();
    const socket = Socket.of(guest);
    sockets.push(socket);
    const heard = await socket.subscribe(query, { id: project.id });
    const happens = async (...names: string[]) => {
      for (const name of names) await owner.query(createFolder, { input: { parentId: project.rootFolderId, name } });
    };
    return { owner, guest, organization, heard, happens };
  };

  it('cost who listens what is selected of them', async () => {
    const { guest, heard, happens } = await listen(summaries);
    const remaining = async () => (await guest.query('{ rateLimit { remaining } }')).rateLimit.remaining as number;
    const before = await remaining();
    await happens('One');
    await heard.atLeast(1);
    const asked = 2;
    expect(before - asked - (await remaining())).toBe(3);
  });

  it('wait while the budget is spent, and none is lost', async () => {
    const { heard, happens } = await listen(dear);
    const names = ['0', '1', '2', '3', '4', '5', '6', '7', '8'];
    await happens(...names);
    await heard.atLeast(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const told = heard.events.length;
    expect(told).toBeLessThan(names.length - 2);
    await eventually(() => heard.events.length === names.length || undefined, 3 * SECONDS * 1_000);
    expect(heard.events.map(({ activity }) => /[0-9]/.exec(activity.summary)?.[0])).toEqual(names);
  });

  it('that had to wait are not told to who was removed meanwhile, but the removal is', async () => {
    const { owner, guest, organization, heard, happens } = await listen(dear);
    await happens('1', '2', '3', '4', '5', '6');
    await heard.atLeast(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const told = heard.events.length;
    await owner.mutate(removeMember, { organizationId: organization.id, userId: guest.id });
    await eventually(() => heard.completed || undefined, 2 * SECONDS * 1_000);
    expect(heard.events.slice(told).map(({ activity }) => activity.summary)).toEqual(['removed a member']);
    expect(heard.errors).toEqual([]);
  });
});
