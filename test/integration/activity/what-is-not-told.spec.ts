import { TestApp } from '../../testkit/app.js';
import {
  createFolder,
  createProject,
  deleteItems,
  deleteProject,
  emptyTrash,
  moveItems,
  purgeItems,
  restoreItems,
  setProjectMember,
  updateFile,
  updateFolder,
  updateProject,
  uploadFile,
  uploadFileVersion,
} from '../../testkit/operations.js';
import type { Person, World } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const errors = 'userErrors { code message path }';
const updateProfile = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { ${errors} } }`;
const updateOrganization = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { ${errors} } }`;
const changeMemberRole = `mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { ${errors} } }`;

type Furnished = Awaited<ReturnType<typeof furnishedStudio>>;

/** A studio with a folder `plans` and a file `a.txt`. */
async function furnishedStudio(world: World) {
  const studio = await world.studio({ member: 'MAINTAINER' });
  const { member, project } = studio;
  const folder = (await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'plans' })).folder.id as string;
  const file = (await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'a' })).file
    .id as string;
  return { ...studio, folder, file };
}

/** How many lines the log has, once all that was committed is carried out. */
async function lines(): Promise<number> {
  await test.app.settle();
  const [row] = await test.app.database.em.execute<[{ count: number }]>('select count(*)::int as count from activities');
  return row.count;
}

type Attempt = (studio: Furnished) => [Person, string, Record<string, unknown>];

const changesNothing: Record<string, Attempt> = {
  updateProfile: ({ member }) => [member, updateProfile, { username: member.username }],
  updateOrganization: ({ owner, organization }) => [
    owner,
    updateOrganization,
    { organizationId: organization.id, name: organization.name },
  ],
  changeMemberRole: ({ owner, organization, member }) => [
    owner,
    changeMemberRole,
    { organizationId: organization.id, userId: member.id, role: 'MEMBER' },
  ],
  updateProject: ({ owner, project }) => [
    owner,
    updateProject,
    { projectId: project.id, name: ` ${project.name} `, status: 'ACTIVE' },
  ],
  setProjectMember: ({ owner, guest, project }) => [
    owner,
    setProjectMember,
    { projectId: project.id, userId: guest.id, role: 'VIEWER' },
  ],
  updateFolder: ({ member, folder }) => [member, updateFolder, { folderId: folder, name: 'plans' }],
  updateFile: ({ member, file }) => [member, updateFile, { fileId: file, name: 'a.txt', kind: 'GENERIC' }],
  moveItems: ({ member, project, file }) => [member, moveItems, { itemIds: [file], targetFolderId: project.rootFolderId }],
  emptyTrash: ({ member, project }) => [member, emptyTrash, { projectId: project.id, deletedBefore: new Date().toISOString() }],
};

const refused: Record<string, Attempt> = {
  FORBIDDEN: ({ guest, project }) => [guest, createFolder, { parentId: project.rootFolderId, name: 'x' }],
  NOT_FOUND: ({ stranger, project }) => [stranger, updateProject, { projectId: project.id, name: 'x' }],
  TAKEN: ({ member, project }) => [member, createFolder, { parentId: project.rootFolderId, name: 'plans' }],
  CONFLICT: ({ owner, project }) => [owner, deleteProject, { projectId: project.id, expectedRevision: 9 }],
  CYCLE: ({ member, folder }) => [member, moveItems, { itemIds: [folder], targetFolderId: folder }],
  REQUIRED: ({ owner, organization }) => [owner, createProject, { organizationId: organization.id, name: '' }],
  INVALID: ({ member, file, project }) => [member, deleteItems, { itemIds: [file, project.rootFolderId] }],
  LIMIT_EXCEEDED: ({ member, file }) => [member, deleteItems, { itemIds: Array(101).fill(file) }],
};

describe('nothing is told', () => {
  it.each(Object.entries(changesNothing))('of %s when it changes nothing', async (_mutation, attempt) => {
    const [person, mutation, input] = attempt(await furnishedStudio(test.world()));
    const before = await lines();
    await person.mutate(mutation, input);
    expect(await lines()).toBe(before);
  });

  it.each(Object.entries(refused))('of what was refused with %s', async (code, attempt) => {
    const [person, mutation, input] = attempt(await furnishedStudio(test.world()));
    const before = await lines();
    expect((await person.userErrors(mutation, input)).map((error) => error.code)).toContain(code);
    expect(await lines()).toBe(before);
  });

  it('of items that were dealt with all or none', async () => {
    const { member, file, folder } = await furnishedStudio(test.world());
    await member.mutate(deleteItems, { itemIds: [file] });
    const before = await lines();
    for (const mutation of [restoreItems, purgeItems]) {
      expect(await member.userErrors(mutation, { itemIds: [file, folder] })).toMatchObject([{ code: 'INVALID' }]);
    }
    expect(await lines()).toBe(before);
  });

  it('of an upload that was refused', async () => {
    const { member, guest, project, file } = await furnishedStudio(test.world());
    const before = await lines();
    const content = { name: 'a.txt', bytes: 'x' };
    expect((await member.upload(uploadFile, { folderId: project.rootFolderId }, content)).userErrors).toMatchObject([
      { code: 'TAKEN' },
    ]);
    expect((await guest.upload(uploadFileVersion, { fileId: file }, content)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await member.upload(uploadFileVersion, { fileId: file, expectedRevision: 9 }, content)).userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ]);
    expect(await lines()).toBe(before);
  });
});
