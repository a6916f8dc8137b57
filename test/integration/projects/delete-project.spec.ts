import { TestApp } from '../../testkit/app.js';
import { createFolder, createProject, deleteProject, restoreProject, uploadFile } from '../../testkit/operations.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const projectById = `query ($id: ID!) { project(id: $id) { name } }`;

const everywhere = `query ($id: ID!, $folder: ID!, $file: ID!, $organization: ID!, $organizationSlug: String!, $slug: String!) {
  project(id: $id) { id } node(id: $id) { id } folder(id: $folder) { id } file(id: $file) { id }
  nodes(ids: [$id, $folder, $file]) { id } projectBySlug(organizationSlug: $organizationSlug, slug: $slug) { id }
  projects(organizationId: $organization) { nodes { id } } organization(id: $organization) { projects { nodes { id } } }
  files(organizationId: $organization) { nodes { id } } }`;

const deletedProjects = `query ($id: ID!) { organization(id: $id) { deletedProjects { totalCount nodes { id name deletedAt } } } }`;

const inTrash = async (person: Person, organizationId: string) =>
  (await person.query(deletedProjects, { id: organizationId })).organization.deletedProjects.nodes.map(
    ({ id }: { id: string }) => id,
  );

describe('deleting a project', () => {
  it('hides it from everyone, and an owner brings it back', async () => {
    const { owner, member, project } = await test.world().studio();

    const { deletedProjectId } = await owner.mutate(deleteProject, { projectId: project.id });
    expect(deletedProjectId).toBe(project.id);
    expect(await member.query(projectById, { id: project.id })).toEqual({ project: null });

    await owner.mutate(restoreProject, { projectId: project.id });
    expect(await member.query(projectById, { id: project.id })).toEqual({ project: { name: project.name } });
  });

  it('hides it with its files and folders, whichever way they are asked for', async () => {
    const { owner, organization, project } = await test.world().studio();
    const { folder } = await owner.mutate(createFolder, { parentId: project.rootFolderId, name: 'Plans' });
    const { file } = await owner.upload(uploadFile, { folderId: folder.id }, { name: 'a.txt', bytes: 'a' });
    const places = { id: project.id, folder: folder.id, file: file.id, organization: organization.id };
    const variables = { ...places, organizationSlug: organization.slug, slug: project.slug };
    const seen = await owner.query(everywhere, variables);
    expect(seen).toMatchObject({ project: { id: project.id }, node: { id: project.id }, files: { nodes: [{ id: file.id }] } });

    await owner.mutate(deleteProject, { projectId: project.id });
    expect(await owner.query(everywhere, variables)).toEqual({
      project: null,
      node: null,
      folder: null,
      file: null,
      nodes: [null, null, null],
      projectBySlug: null,
      projects: { nodes: [] },
      organization: { projects: { nodes: [] } },
      files: { nodes: [] },
    });
    expect(await owner.userErrors(createFolder, { parentId: folder.id, name: 'More' })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'parentId'] },
    ]);
  });

  it('lists it for those who may restore it', async () => {
    const { owner, admin, member, guest, organization } = await test.world().studio();
    const { project } = await member.mutate(createProject, { organizationId: organization.id, name: "The member's own" });
    await member.mutate(deleteProject, { projectId: project.id });
    const other = await test.world().project(organization);
    await owner.mutate(deleteProject, { projectId: other.id });

    expect(await inTrash(owner, organization.id)).toEqual([other.id, project.id]);
    expect(await inTrash(admin, organization.id)).toEqual([other.id, project.id]);
    expect(await inTrash(member, organization.id)).toEqual([project.id]);
    expect(await inTrash(guest, organization.id)).toEqual([]);

    await member.mutate(restoreProject, { projectId: project.id });
    expect(await inTrash(owner, organization.id)).toEqual([other.id]);
  });

  it('keeps its slug for it', async () => {
    const { owner, organization, project } = await test.world().studio();
    await owner.mutate(deleteProject, { projectId: project.id });
    expect(await owner.userErrors(createProject, { organizationId: organization.id, name: 'New', slug: project.slug })).toEqual([
      { code: 'TAKEN', path: ['input', 'slug'] },
    ]);
  });

  it('is done once, and not to what has changed meanwhile', async () => {
    const { owner, project } = await test.world().studio();
    expect(await owner.userErrors(deleteProject, { projectId: project.id, expectedRevision: 7 })).toEqual([
      { code: 'CONFLICT', path: ['input', 'expectedRevision'] },
    ]);
    await owner.mutate(deleteProject, { projectId: project.id, expectedRevision: 1 });
    expect(await owner.userErrors(deleteProject, { projectId: project.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'projectId'] },
    ]);
  });

  it('answers a member who may not, and a stranger who may not even know', async () => {
    const { member, stranger, project } = await test.world().studio();
    expect(await member.userErrors(deleteProject, { projectId: project.id })).toEqual([
      { code: 'FORBIDDEN', path: ['input', 'projectId'] },
    ]);
    expect(await stranger.userErrors(deleteProject, { projectId: project.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'projectId'] },
    ]);
  });
});

describe('restoring a project', () => {
  it('is for who may delete it; to others what is in the trash does not exist', async () => {
    const { owner, member, stranger, project } = await test.world().studio();
    await owner.mutate(deleteProject, { projectId: project.id });
    for (const person of [member, stranger]) {
      expect(await person.userErrors(restoreProject, { projectId: project.id })).toEqual([
        { code: 'NOT_FOUND', path: ['input', 'projectId'] },
      ]);
    }
  });

  it('finds nothing to do for a project that is not in the trash', async () => {
    const { owner, project } = await test.world().studio();
    expect(await owner.userErrors(restoreProject, { projectId: project.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'projectId'] },
    ]);
  });
});
