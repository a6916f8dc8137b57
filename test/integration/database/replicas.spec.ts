import type { TestServer } from '../../testkit/database.js';
import { TestApp } from '../../testkit/app.js';
import { CuttableProxy } from '../../testkit/cuttable-proxy.js';
import { Client } from '../../testkit/client.js';
import { GuardedReader } from '../../testkit/guarded-reader.js';
import { changeMemberRole, createFolder, createProject, removeMember, updateProject } from '../../testkit/operations.js';
import { ReplicatedDatabase } from '../../testkit/replicated-database.js';
import { eventually, Socket } from '../../testkit/socket.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

let database: ReplicatedDatabase;
let here: TestApp;
let there: TestApp;
beforeAll(async () => {
  database = await ReplicatedDatabase.start();
  const { url } = database;
  const config = { database: { url, directUrl: url, replicaUrls: [database.replicaUrl] } };
  here = await TestApp.start({ databaseUrl: url, config });
  there = await TestApp.start({ databaseUrl: url, config: { ...config, dataDir: here.dataDir } });
});
afterAll(async () => {
  await there.close();
  await here.close();
  await database.close();
});

type Studio = Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
const bothReadFromIt = () =>
  eventually(() => [here, there].every(({ app }) => app.database.replicaStates.every(({ trouble }) => trouble === null)), 10_000);
/** A studio that the replica has, too, whose people wrote long ago, before the replica stood still. */
async function studioOnPausedReplica(): Promise<Studio> {
  const studio = await here.world().studio();
  await here.app.database.rows({ text: 'truncate recent_writes', values: [] });
  await here.app.settle();
  await eventually(caughtUp);
  await bothReadFromIt();
  await database.pause();
  return studio;
}
async function caughtUp(): Promise<boolean> {
  const [row] = await here.app.database.rows<{ lsn: string }>({ text: 'select pg_current_wal_lsn()::text as lsn', values: [] });
  return (await database.onReplica(`select pg_last_wal_replay_lsn() >= '${row!.lsn}'`))[0] === true;
}
afterEach(() => database.resume());

const at = (test: TestApp, { token }: Person) => new Client(test.url, token);
const projectsOf = 'query ($id: ID!) { organization(id: $id) { projects { nodes { name } totalCount } } }';
const names = async (client: Client, { organization: { id } }: Studio) =>
  (await client.query(projectsOf, { id })).organization?.projects.nodes.map(({ name }: { name: string }) => name) ?? null;

describe('a replica', () => {
  it('is read from by queries, and by nothing else', async () => {
    const { member, organization } = await here.world().studio();
    await here.app.database.rows({ text: 'truncate recent_writes', values: [] });
    await bothReadFromIt();
    await eventually(async () => {
      await member.query(projectsOf, { id: organization.id });
      const seen = await database.onReplica(`select query from pg_stat_activity where application_name = 'atrium'`);
      return seen.some((text) => String(text).includes('"projects"'));
    });
    const seen = await database.onReplica(`select query from pg_stat_activity where application_name = 'atrium'`);
    expect(seen.filter((text) => /sessions|users u|event_|outbox|recent_writes/.test(String(text)))).toEqual([]);
  });

  it('that stands still is not asked by who has just written, on whichever server', async () => {
    const studio = await studioOnPausedReplica();
    const { member, organization, project } = studio;
    await member.mutate(createProject, { organizationId: organization.id, name: 'Written a moment ago' });
    const all = ['Written a moment ago', project.name].sort();
    for (const server of [here, there]) expect((await names(at(server, member), studio)).sort()).toEqual(all);
  });

  it('that stands still shows others what was so before, with no error, and soon is asked no more', async () => {
    const studio = await studioOnPausedReplica();
    const { member, owner, organization, project } = studio;
    await member.mutate(createProject, { organizationId: organization.id, name: 'Written a moment ago' });
    const began = performance.now();
    const seen = await names(owner, studio);
    // Only a machine that is very busy takes longer than the replica is trusted for.
    if (performance.now() - began < 500) expect(seen).toEqual([project.name]);

    await eventually(async () => (await names(owner, studio))!.length === 2, 8_000);
    expect(performance.now() - began).toBeLessThan(8_000);
    const ready = (await (await fetch(`${here.url}/health/ready`)).json()) as object;
    expect(ready).toMatchObject({ status: 'ready', replicas: [{ status: 'left out' }] });
    expect(await (await fetch(`${here.url}/metrics`)).text()).toMatch(
      /atrium_database_replica_up\{replica="127\.0\.0\.1:\d+"\} 0/,
    );

    await database.resume();
    await bothReadFromIt();
    expect(await (await fetch(`${here.url}/metrics`)).text()).toMatch(
      /atrium_database_replica_up\{replica="127\.0\.0\.1:\d+"\} 1/,
    );
  });

  it('does not know who has just signed up or in, and need not', async () => {
    const studio = await studioOnPausedReplica();
    const person = await here.world().person();
    const viewer = '{ viewer { email user { id } } }';
    for (const server of [here, there])
      expect((await at(server, person).query(viewer)).viewer).toMatchObject({ email: person.email, user: { id: person.id } });

    const { accessToken } = await here.signedOut.mutate(
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code path message } } }',
      { email: studio.member.email, password: PASSWORD },
    );
    expect((await new Client(there.url, accessToken).query(viewer)).viewer).toMatchObject({ email: studio.member.email });
  });

  it('that stands still gives away nothing that was taken from somebody', async () => {
    const studio = await studioOnPausedReplica();
    const { owner, member, admin, guest, organization, project } = studio;
    await owner.mutate(removeMember, { organizationId: organization.id, userId: guest.id });
    await owner.mutate(updateProject, { projectId: project.id, visibility: 'PRIVATE' });
    for (const server of [here, there]) {
      expect(await names(at(server, guest), studio)).toBeNull();
      expect(await names(at(server, member), studio)).toEqual([]);
      expect(await names(at(server, admin), studio)).toEqual([project.name]);
    }
  });

  it('is not asked for what subscriptions tell', async () => {
    const { member, owner, project } = await studioOnPausedReplica();
    const socket = Socket.of(owner);
    const heard = await socket.subscribe(
      `subscription ($id: ID!) { projectActivity(projectId: $id) { activity { subject { ... on Folder { name } } } } }`,
      { id: project.id },
    );
    await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'New folder' });
    expect((await heard.atLeast(1))[0].activity.subject).toEqual({ name: 'New folder' });
    await socket.close();
  });

  it('is no judge of who is remembered', async () => {
    const { owner, member, organization } = await here.world().studio();
    const reader = await GuardedReader.of(here);
    await reader.read(member.token);
    await here.app.database.rows({ text: 'truncate recent_writes', values: [] });
    await eventually(caughtUp);
    await bothReadFromIt();
    await database.pause();
    expect(await reader.read(member.token)).toEqual({ names: [organization.name], guarded: true });

    await at(there, owner).mutate(changeMemberRole, { organizationId: organization.id, userId: member.id, role: 'ADMIN' });
    expect(await reader.read(member.token)).toEqual({ names: [organization.name], guarded: false });
    // The replica knows the old stamp only: the primary answers in its place.
    expect(await reader.read(member.token)).toEqual({ names: [organization.name], guarded: true });

    await member.mutate(
      'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { userErrors { code path message } } }',
      { name: 'A new one' },
    );
    await reader.read(member.token);
    expect(await reader.read(member.token)).toMatchObject({ names: ['A new one', organization.name], guarded: true });

    await at(there, owner).mutate(removeMember, { organizationId: organization.id, userId: member.id });
    expect(await reader.read(member.token)).toEqual({ names: ['A new one'], guarded: false });
  });

  it('that stops to answer keeps nobody waiting for long', async () => {
    const studio = await here.world().studio();
    const { url } = database;
    const proxy = await CuttableProxy.to(database.replicaUrl);
    const config = { database: { url, directUrl: url, replicaUrls: [proxy.url] }, dataDir: here.dataDir };
    const test = await TestApp.start({ databaseUrl: url, config });
    await eventually(() => test.app.database.replicaStates[0]!.trouble === null, 10_000);
    await here.app.database.rows({ text: 'truncate recent_writes', values: [] });
    await eventually(caughtUp);
    const ask = () => names(at(test, studio.owner), studio);
    await ask();

    proxy.stall();
    const began = performance.now();
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill([studio.project.name]));
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(test.app.database.replicaStates[0]!.trouble).not.toBeNull();
    await test.close();
    await proxy.cut();
  }, 60_000);

  it('that is gone is done without, and comes back by itself', async () => {
    const studio = await here.world().studio();
    await here.app.database.rows({ text: 'truncate recent_writes', values: [] });
    await bothReadFromIt();
    await names(studio.owner, studio);
    await database.stopReplica();
    for (let i = 0; i < 5; i++) expect(await names(studio.owner, studio)).toEqual([studio.project.name]);
    await eventually(() => here.app.database.replicaStates[0]!.trouble);
    expect(await names(studio.owner, studio)).toEqual([studio.project.name]);
    await database.startReplica();
    await bothReadFromIt();
    expect(await names(studio.owner, studio)).toEqual([studio.project.name]);
  }, 60_000);
});

describe('what is no replica', () => {
  const troubleOf = async (url: string) => {
    const test = await TestApp.start({
      databaseUrl: database.url,
      config: { database: { url: database.url, directUrl: database.url, replicaUrls: [url] } },
    });
    await test.app.database.lookAtReplicas();
    const [state] = test.app.database.replicaStates;
    const { viewer } = await test.signedOut.query('{ viewer { id } }').catch(() => ({ viewer: 'failed' }));
    await test.close();
    expect(viewer).toBeNull();
    return state!.trouble;
  };

  it('is left out: the primary itself', async () => {
    expect(await troubleOf(database.url)).toBe('no standby, it takes writes itself');
  });

  it('is left out: another database, be it on the same server', async () => {
    const { url } = JSON.parse(process.env['TEST_POSTGRES']!) as TestServer;
    expect(await troubleOf(url)).toBe('no replica of this database');
    const sibling = new URL(database.replicaUrl);
    sibling.pathname = '/postgres';
    expect(await troubleOf(sibling.href)).toBe('no replica of this database');
  });

  it('is left out: what does not answer', async () => {
    expect(await troubleOf('postgres://nobody@127.0.0.1:1/none')).toContain('ECONNREFUSED');
  });
});
