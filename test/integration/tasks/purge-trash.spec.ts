import { DoomedContentEntity } from '../../../src/entities/relational/doomed-content.entity.js';
import { SessionEntity } from '../../../src/entities/relational/session.entity.js';
import { newId } from '../../../src/shared/ids.js';
import { defineTask, minutes } from '../../../src/workers/tasks/task.js';
import { TaskRunner } from '../../../src/workers/tasks/task-runner.js';
import { TestApp } from '../../testkit/app.js';
import {
  deleteItems,
  deleteOrganization,
  deleteProject,
  restoreItems,
  restoreOrganization,
  restoreProject,
  uploadFile,
} from '../../testkit/operations.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { storedContent } from '../../testkit/stored-content.js';
import type { Person } from '../../testkit/world.js';

let one: TestApp;
let other: TestApp;
const clock = new SettableClock();
beforeAll(async () => {
  one = await TestApp.start({ clock });
  other = await TestApp.start({ clock, databaseUrl: one.databaseUrl, config: { dataDir: one.dataDir } });
});
afterAll(async () => {
  await other.close();
  await one.close();
});

/** Both servers look at the same moment. */
const runTasks = () => Promise.all([one.app.runTasks(), other.app.runTasks()]);

/** Sessions end, too, as the days pass. */
const again = (person: Person) => one.world().again(person);

/** A studio with a file; `contents` says how many contents have come since. */
async function studioWithFile() {
  const before = (await storedContent(one)).length;
  const studio = await one.world().studio({ member: 'MAINTAINER' });
  const { file } = await studio.member.upload(
    uploadFile,
    { folderId: studio.project.rootFolderId },
    { name: 'a.txt', bytes: 'content' },
  );
  return { ...studio, fileId: file.id as string, contents: async () => (await storedContent(one)).length - before };
}

const rows = async (table: string, column: string, id: string) => {
  const [{ count }] = await one.app.database.em.execute<[{ count: number }]>(
    `select count(*)::int as count from ${table} where ${column} = ?`,
    [id],
  );
  return count;
};

describe('what lies in the trash', () => {
  it('as a file can be restored for 30 days, then it is gone, once, with its bytes', async () => {
    const { owner, member, organization, fileId, contents } = await studioWithFile();
    await member.mutate(deleteItems, { itemIds: [fileId] });
    clock.pass({ days: 29 });
    await runTasks();
    const back = await again(member);
    await back.mutate(restoreItems, { itemIds: [fileId] });
    await back.mutate(deleteItems, { itemIds: [fileId] });

    clock.pass({ days: 29 });
    await runTasks();
    expect(await contents()).toBe(1);
    clock.pass({ days: 2 });
    await runTasks();
    expect(await contents()).toBe(0);
    const activity = `query ($id: ID!) { organization(id: $id) { activity(first: 1) { nodes { summary actor { id } } } } }`;
    await one.app.settle();
    const { nodes } = (await (await again(owner)).query(activity, { id: organization.id })).organization.activity;
    expect(nodes).toEqual([{ summary: 'deleted the file "a.txt" for good', actor: null }]);
    expect(await rows('activities', 'subject_id', fileId.slice(4))).toBe(5);
  });

  it('as a project can be restored for 30 days, then it is gone with its files', async () => {
    const { owner, organization, project, contents } = await studioWithFile();
    await owner.mutate(deleteProject, { projectId: project.id });
    clock.pass({ days: 29 });
    await runTasks();
    const back = await again(owner);
    await back.mutate(restoreProject, { projectId: project.id });
    await back.mutate(deleteProject, { projectId: project.id });

    clock.pass({ days: 31 });
    await runTasks();
    expect(await contents()).toBe(0);
    for (const table of ['files', 'folders', 'project_members'])
      expect(await rows(table, 'project_id', project.storedId)).toBe(0);
    expect(await (await again(owner)).userErrors(restoreProject, { projectId: project.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'projectId'] },
    ]);
    await one.app.settle();
    const log = `select count(*)::int as count from activities where project_id = ? and type = 'PROJECT_DELETED'`;
    const [{ count }] = await one.app.database.em.execute<[{ count: number }]>(log, [project.storedId]);
    expect(count).toBe(3);
    expect(await rows('organizations', 'id', organization.storedId)).toBe(1);
  });

  it('as an organization is gone after 30 days with all that belonged to it, and its slug is free', async () => {
    const { owner, organization, contents } = await studioWithFile();
    await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    clock.pass({ days: 29 });
    await runTasks();
    const back = await again(owner);
    await back.mutate(restoreOrganization, { organizationId: organization.id });
    await back.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    await one.app.settle();
    expect(await contents()).toBe(1);

    clock.pass({ days: 31 });
    await runTasks();
    expect(await contents()).toBe(0);
    for (const table of ['projects', 'files', 'folders', 'file_versions', 'organization_members', 'activities', 'notifications'])
      expect([table, await rows(table, 'organization_id', organization.storedId)]).toEqual([table, 0]);
    expect(await rows('organizations', 'id', organization.storedId)).toBe(0);
    expect(await (await again(owner)).userErrors(restoreOrganization, { organizationId: organization.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'organizationId'] },
    ]);
  });
});

describe('tidying up', () => {
  it('ends what a server that died had begun to purge', async () => {
    const { project, contents } = await studioWithFile();
    await one.app.database.em.execute('update projects set deleted_at = ?, purged_at = ? where id = ?', [
      clock.now(),
      clock.now(),
      project.storedId,
    ]);
    clock.pass({ minutes: 61 });
    await runTasks();
    expect(await rows('projects', 'id', project.storedId)).toBe(0);
    expect(await contents()).toBe(0);
  });

  it('removes content that a server that died left behind', async () => {
    const { fileId, contents } = await studioWithFile();
    const { em } = one.app.database;
    const [{ key }] = await em.execute<[{ key: string }]>('select storage_key as key from file_versions where file_id = ?', [
      fileId.slice(4),
    ]);
    em.create(DoomedContentEntity, { storageKey: key, doomedAt: clock.now() }, { persist: true });
    await em.flush();
    clock.pass({ minutes: 16 });
    await runTasks();
    expect(await contents()).toBe(0);
    expect(await one.app.database.em.count(DoomedContentEntity)).toBe(0);
  });

  it('forgets sessions that are over', async () => {
    const person = await one.world().person();
    const sessions = () => one.app.database.em.count(SessionEntity, { userId: person.storedId });
    await runTasks();
    expect(await sessions()).toBe(1);
    clock.pass({ days: 31 });
    await runTasks();
    expect(await sessions()).toBe(0);
  });
});

describe('a task', () => {
  const silent = { error: () => undefined, warn: () => undefined, info: () => undefined };
  /** A runner as each server has one. */
  const runnerOf = (task: ReturnType<typeof defineTask>, log: ConstructorParameters<typeof TaskRunner>[0]['log'] = silent) => {
    const { database } = one.app;
    const unused = {} as never;
    return new TaskRunner({
      database,
      tasks: [task],
      log,
      every: null,
      context: { clock, storage: unused, transaction: unused, retentionDays: 400, log: silent },
    });
  };

  it('is run by one of many servers, and again when its time has come', async () => {
    let runs = 0;
    const task = defineTask({ name: newId(), every: minutes(10), run: async () => void runs++ });
    const servers = Array.from({ length: 5 }, () => runnerOf(task));
    const all = () => Promise.all(servers.map((server) => server.runDue()));
    await all();
    await all();
    expect(runs).toBe(1);
    clock.pass({ minutes: 11 });
    await all();
    expect(runs).toBe(2);
  });

  it('that fails is told in the log and tried again, soon but not at once', async () => {
    const told: unknown[] = [];
    let runs = 0;
    const run = async () => {
      if (++runs === 1) throw new Error('away');
    };
    const server = runnerOf(defineTask({ name: newId(), every: minutes(60), run }), {
      ...silent,
      error: (...line: unknown[]) => void told.push(line),
    });
    await server.runDue();
    await server.runDue();
    expect([runs, told.length]).toEqual([1, 1]);
    clock.pass({ minutes: 2 });
    await server.runDue();
    expect([runs, told.length]).toEqual([2, 1]);
  });

  it('that is cut short by a stop is left to another server', async () => {
    const started = Promise.withResolvers<void>();
    const runs: string[] = [];
    const name = newId();
    const cut = runnerOf(
      defineTask({
        name,
        every: minutes(60),
        run: async ({ stopping }) => {
          started.resolve();
          await new Promise((resolve) => stopping.addEventListener('abort', resolve));
          runs.push('cut short');
          return 'MORE';
        },
      }),
    );
    const running = cut.runDue();
    await started.promise;
    const next = runnerOf(defineTask({ name, every: minutes(60), run: async () => void runs.push('another') }));
    await next.runDue();
    expect(runs).toEqual([]);
    await cut.stop();
    await running;
    await next.runDue();
    expect(runs).toEqual(['cut short', 'another']);
  });
});
