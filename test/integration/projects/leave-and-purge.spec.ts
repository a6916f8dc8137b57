import { TestApp } from '../../testkit/app.js';
import { refusedAt } from '../../testkit/client.js';
import { addFiles } from '../../testkit/files.js';
import {
  createProject,
  deleteProject,
  leaveProject,
  purgeProject,
  restoreProject,
  uploadFile,
  uploadFileVersion,
} from '../../testkit/operations.js';
import { storedContent } from '../../testkit/stored-content.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

describe('leaving a project', () => {
  it('takes out who was added to it: a guest sees it no more', async () => {
    const { owner, guest, project } = await test.world().studio();
    expect(await guest.mutate(leaveProject, { projectId: project.id })).toMatchObject({ leftProjectId: project.id });
    expect(await guest.userErrors(leaveProject, { projectId: project.id })).toEqual(refusedAt('NOT_FOUND', 'projectId'));
    const activity = 'query ($id: ID!) { project(id: $id) { members { totalCount } activity { nodes { type summary } } } }';
    expect((await owner.query(activity, { id: project.id })).project).toEqual({
      members: { totalCount: 0 },
      activity: { nodes: [{ type: 'PROJECT_MEMBER_CHANGED', summary: `left the project "${project.name}"` }] },
    });
  });

  it('is not for those who see it by their role in the organization, nor for strangers', async () => {
    const { owner, admin, member, stranger, project } = await test.world().studio();
    for (const person of [owner, admin, member])
      expect(await person.userErrors(leaveProject, { projectId: project.id })).toEqual(refusedAt('FORBIDDEN', 'projectId'));
    expect(await stranger.userErrors(leaveProject, { projectId: project.id })).toEqual(refusedAt('NOT_FOUND', 'projectId'));
  });
});

describe('purging a project', () => {
  it('removes it from the trash, with all versions of its files and their bytes', async () => {
    const { owner, organization, project } = await test.world().studio();
    const before = (await storedContent(test)).length;
    const { file } = await owner.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'one' });
    await owner.upload(uploadFileVersion, { fileId: file.id }, { name: 'a.txt', bytes: 'two' });
    expect(await storedContent(test)).toHaveLength(before + 2);
    await owner.mutate(deleteProject, { projectId: project.id });

    expect(await owner.mutate(purgeProject, { projectId: project.id, confirmSlug: project.slug })).toMatchObject({
      purgedProjectId: project.id,
      organization: { id: organization.id, projects: { totalCount: 0 }, deletedProjects: { totalCount: 0 } },
    });
    expect(await storedContent(test)).toHaveLength(before);
    expect(await owner.userErrors(restoreProject, { projectId: project.id })).toEqual(refusedAt('NOT_FOUND', 'projectId'));
    const input = { organizationId: organization.id, name: 'Again', slug: project.slug };
    expect(await owner.userErrors(createProject, input)).toEqual([]);
    const activity = 'query ($id: ID!) { organization(id: $id) { activity(types: [PROJECT_DELETED]) { nodes { summary } } } }';
    expect((await owner.query(activity, { id: organization.id })).organization.activity.nodes[0]).toEqual({
      summary: `deleted the project "${project.name}" for good`,
    });
  });

  it('is for what lies in the trash only, and wants the slug to be typed', async () => {
    const { owner, project } = await test.world().studio();
    const input = { projectId: project.id, confirmSlug: project.slug };
    expect(await owner.userErrors(purgeProject, input)).toEqual(refusedAt('NOT_FOUND', 'projectId'));
    await owner.mutate(deleteProject, { projectId: project.id });
    expect(await owner.userErrors(purgeProject, { ...input, confirmSlug: 'other' })).toEqual(refusedAt('INVALID', 'confirmSlug'));
    await owner.mutate(restoreProject, { projectId: project.id });
  });

  it('is for who may delete it; to others what is in the trash does not exist', async () => {
    const { owner, member, guest, stranger, project } = await test.world().studio();
    await owner.mutate(deleteProject, { projectId: project.id });
    for (const person of [member, guest, stranger])
      expect(await person.userErrors(purgeProject, { projectId: project.id, confirmSlug: project.slug })).toEqual(
        refusedAt('NOT_FOUND', 'projectId'),
      );
  });

  it('costs a bounded number of statements, here with 1,500 files', async () => {
    const { owner, organization, project } = await test.world().studio();
    await addFiles(test, organization, project, owner, Array(1_500).fill({}));
    await owner.mutate(deleteProject, { projectId: project.id });
    const statements = await test.statementsOf(() =>
      owner.mutate(purgeProject, { projectId: project.id, confirmSlug: project.slug }),
    );
    expect(statements.length).toBeLessThanOrEqual(16);
  });
});
