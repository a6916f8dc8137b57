import pg from 'pg';
import { TestApp } from '../../testkit/app.js';
import {
  createFolder,
  createProject,
  deleteItems,
  deleteProject,
  purgeItems,
  updateFolder,
  updateProject,
  uploadFile,
} from '../../testkit/operations.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const fields =
  'totalCount nodes { id type summary subjectId subjectType data actor { id name } subject { __typename id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const ofProject = `query ($id: ID!, $types: [ActivityType!], $first: Int, $after: String, $last: Int, $before: String) {
  project(id: $id) { activity(types: $types, first: $first, after: $after, last: $last, before: $before) { ${fields} } } }`;
const ofOrganization = `query ($id: ID!, $types: [ActivityType!]) { organization(id: $id) { activity(types: $types) { ${fields} } } }`;

const inProject = async (person: Person, id: string, variables = {}) =>
  (await person.query(ofProject, { id, ...variables })).project?.activity;
const inOrganization = async (person: Person, id: string, variables = {}) =>
  (await person.query(ofOrganization, { id, ...variables })).organization?.activity;
const summaries = (activity: { nodes: { summary: string }[] }) => activity.nodes.map(({ summary }) => summary);

/** A studio in which a member made a folder, put a file into it and renamed it. */
async function busyStudio() {
  const studio = await test.world().studio();
  const { member, project } = studio;
  const folder = (await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'plans' })).folder.id as string;
  const file = (await member.upload(uploadFile, { folderId: folder }, { name: 'a.txt', bytes: 'a' })).file.id as string;
  await member.mutate(updateFolder, { folderId: folder, name: 'sketches' });
  return { ...studio, folder, file };
}

describe("a project's activity", () => {
  it('is for all who see the project, the latest first, in words', async () => {
    const { owner, member, guest, stranger, project, folder, file } = await busyStudio();
    for (const person of [owner, member, guest]) {
      expect(summaries(await inProject(person, project.id))).toEqual([
        'changed the folder "sketches" (name)',
        'uploaded the file "a.txt"',
        'created the folder "plans"',
      ]);
    }
    expect(await inProject(stranger, project.id)).toBeUndefined();
    expect((await inProject(guest, project.id)).nodes).toMatchObject([
      {
        type: 'FOLDER_UPDATED',
        subjectType: 'FOLDER',
        subjectId: folder,
        subject: { __typename: 'Folder', id: folder },
        actor: { id: member.id, name: 'Member' },
      },
      {
        type: 'FILE_UPLOADED',
        subjectType: 'FILE',
        subjectId: file,
        subject: { __typename: 'File', id: file },
        data: { name: 'a.txt', mimeType: 'text/plain', size: 1 },
      },
      { type: 'FOLDER_CREATED' },
    ]);
  });

  it('is filtered by types, and counted so', async () => {
    const { guest, project } = await busyStudio();
    expect(await inProject(guest, project.id, { types: ['FOLDER_CREATED', 'FILE_UPLOADED'] })).toMatchObject({
      totalCount: 2,
      nodes: [{ type: 'FILE_UPLOADED' }, { type: 'FOLDER_CREATED' }],
    });
    expect(await inProject(guest, project.id, { types: ['PROJECT_DELETED'] })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await inProject(guest, project.id, { types: [] })).toMatchObject({ totalCount: 0 });
  });

  it('is gone through page by page, both ways', async () => {
    const { guest, project } = await busyStudio();
    const all = (await inProject(guest, project.id)).nodes.map(({ id }: { id: string }) => id);
    const first = await inProject(guest, project.id, { first: 2 });
    const second = await inProject(guest, project.id, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(all);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const back = await inProject(guest, project.id, { last: 2, before: second.pageInfo.startCursor });
    expect(back.nodes).toEqual(first.nodes);
  });

  it('keeps the id of what is gone, and the words, but not the thing', async () => {
    const { owner, member, project, folder, file } = await busyStudio();
    await owner.mutate(deleteItems, { itemIds: [folder] });
    await owner.mutate(purgeItems, { itemIds: [folder] });
    const { nodes } = await inProject(member, project.id);
    expect(nodes).toMatchObject([
      { summary: 'deleted the folder "sketches" for good', subjectId: folder, subject: null },
      { summary: 'moved the folder "sketches" to the trash', subjectId: folder, subject: null },
      { type: 'FOLDER_UPDATED', subjectId: folder, subject: null },
      { type: 'FILE_UPLOADED', subjectId: file, subject: null },
      { type: 'FOLDER_CREATED', subjectId: folder, subject: null },
    ]);
  });
});

describe("an organization's activity", () => {
  it('is for administrators, with that of private projects', async () => {
    const { owner, admin, member, guest, stranger, organization, project } = await busyStudio();
    const { project: secret } = await owner.mutate(createProject, {
      organizationId: organization.id,
      name: 'Secret',
      visibility: 'PRIVATE',
    });
    await owner.mutate(createFolder, { parentId: secret.rootFolder.id, name: 'hidden' });

    for (const person of [owner, admin]) {
      expect(await inOrganization(person, organization.id)).toMatchObject({
        totalCount: 5,
        nodes: [{ type: 'FOLDER_CREATED' }, { type: 'PROJECT_CREATED' }, {}, {}, {}],
      });
    }
    expect([await inOrganization(member, organization.id), await inOrganization(guest, organization.id)]).toEqual([null, null]);
    expect(await inOrganization(stranger, organization.id)).toBeUndefined();
    expect(await inOrganization(admin, organization.id, { types: ['PROJECT_CREATED'] })).toMatchObject({ totalCount: 1 });
    expect((await inProject(admin, project.id)).totalCount).toBe(3);
  });
});

describe('a line of the log', () => {
  const node = `query ($id: ID!) { node(id: $id) { ... on Activity { type project { id } } } }`;

  it('is seen by who did it, by administrators, and by those who see the project', async () => {
    const { owner, member, guest, stranger, project } = await busyStudio();
    const { id } = (await inProject(member, project.id)).nodes[0];
    const lookers = [owner, member, guest, stranger];
    const seenBy = async () => Promise.all(lookers.map(async (person) => (await person.query(node, { id })).node));
    const whole = { type: 'FOLDER_UPDATED', project: { id: project.id } };
    expect(await seenBy()).toEqual([whole, whole, whole, null]);

    await owner.mutate(updateProject, { projectId: project.id, visibility: 'PRIVATE' });
    expect(await seenBy()).toEqual([whole, { ...whole, project: null }, whole, null]);
    await owner.mutate(deleteProject, { projectId: project.id });
    expect(await seenBy()).toEqual([{ ...whole, project: null }, { ...whole, project: null }, null, null]);
  });
});

describe('who writes', () => {
  it('reads what they wrote at once, even while no consumer gets on', async () => {
    const { member, project } = await busyStudio();
    await test.app.settle();
    const holder = new pg.Client({ connectionString: test.databaseUrl });
    await holder.connect();
    try {
      await holder.query('begin; lock table consumer_checkpoints in access exclusive mode');
      await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'now' });
      expect(summaries(await inProject(member, project.id))[0]).toBe('created the folder "now"');
    } finally {
      await holder.end();
    }
    await test.app.settle();
    expect(summaries(await inProject(member, project.id)).filter((summary) => summary.includes('"now"'))).toHaveLength(1);
  });
});
