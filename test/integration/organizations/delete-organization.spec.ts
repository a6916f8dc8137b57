import { TestApp } from '../../testkit/app.js';
import { refusedAt } from '../../testkit/client.js';
import {
  changeMemberRole,
  createProject,
  deleteOrganization,
  leaveOrganization,
  restoreOrganization,
  setProjectMember,
  updateFile,
  uploadFile,
} from '../../testkit/operations.js';
import { eventually, Socket } from '../../testkit/socket.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const deletedOrganizations =
  'query { viewer { deletedOrganizations { id name deletedAt viewerPermissions projects { totalCount } members { totalCount } } } }';
const names = (person: Person) =>
  person.query(deletedOrganizations).then(({ viewer }) => viewer.deletedOrganizations.map(({ name }: any) => name));

/** A studio with a file in its project. */
async function studioWithFile() {
  const studio = await test.world().studio();
  const { file } = await studio.member.upload(
    uploadFile,
    { folderId: studio.project.rootFolderId },
    { name: 'a.txt', bytes: 'content' },
  );
  return { ...studio, fileId: file.id as string };
}

/** All ways to see something of an organization, by which somebody sees nothing. */
async function sees(person: Person, { organization, project, fileId }: Awaited<ReturnType<typeof studioWithFile>>) {
  const { data } = await person.send(
    `query ($id: ID!, $slug: String!, $project: ID!, $projectSlug: String!, $file: ID!, $root: ID!) {
      organization(id: $id) { id } organizationBySlug(slug: $slug) { id } organizations { totalCount }
      project(id: $project) { id } projectBySlug(organizationSlug: $slug, slug: $projectSlug) { id }
      projects { totalCount } inIt: projects(organizationId: $id) { totalCount }
      file(id: $file) { download { url } } files(organizationId: $id) { totalCount } folder(id: $root) { id }
      users { totalCount } nodes(ids: [$id, $project, $file, $root]) { id }
    }`,
    {
      id: organization.id,
      slug: organization.slug,
      project: project.id,
      projectSlug: project.slug,
      file: fileId,
      root: project.rootFolderId,
    },
  );
  return data;
}

const nothing = {
  organization: null,
  organizationBySlug: null,
  organizations: { totalCount: 0 },
  project: null,
  projectBySlug: null,
  projects: { totalCount: 0 },
  inIt: { totalCount: 0 },
  file: null,
  files: null,
  folder: null,
  users: { totalCount: 1 },
  nodes: [null, null, null, null],
};

describe('deleting an organization', () => {
  it('hides it and all that is in it from everyone, and an owner brings it back as it was', async () => {
    const studio = await studioWithFile();
    const { owner, admin, member, guest, organization, fileId } = studio;
    const before = await sees(member, studio);
    const { url } = (await member.query('query ($id: ID!) { file(id: $id) { download { url } } }', { id: fileId })).file.download;
    expect((await fetch(url)).status).toBe(200);

    const input = { organizationId: organization.id, confirmSlug: organization.slug };
    expect(await owner.mutate(deleteOrganization, input)).toMatchObject({
      deletedOrganizationId: organization.id,
      viewer: { deletedOrganizations: [{ id: organization.id }] },
    });
    for (const person of [owner, admin, member, guest]) expect(await sees(person, studio)).toEqual(nothing);
    expect((await fetch(url)).status).toBe(404);

    expect(await owner.mutate(restoreOrganization, { organizationId: organization.id })).toMatchObject({
      organization: { id: organization.id, deletedAt: null, viewerRole: 'OWNER' },
      organizationEdge: { node: { id: organization.id } },
    });
    expect({ ...(await sees(member, studio)), file: null }).toEqual({ ...before, file: null });
    expect((await fetch(url)).status).toBe(200);
    expect(await names(owner)).toEqual([]);
  });

  it('is known to its owners only, who see no more than what it was', async () => {
    const { owner, admin, organization } = await test.world().studio();
    await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    expect((await owner.query(deletedOrganizations)).viewer.deletedOrganizations).toEqual([
      {
        id: organization.id,
        name: organization.name,
        deletedAt: expect.any(String),
        viewerPermissions: [],
        projects: null,
        members: null,
      },
    ]);
    expect(await names(admin)).toEqual([]);
  });

  it('refuses everything that is done in it', async () => {
    const studio = await studioWithFile();
    const { owner, admin, member, organization, project, fileId } = studio;
    const organizationId = organization.id;
    await owner.mutate(deleteOrganization, { organizationId, confirmSlug: organization.slug });
    expect(await owner.userErrors(deleteOrganization, { organizationId, confirmSlug: organization.slug })).toEqual(
      refusedAt('NOT_FOUND', 'organizationId'),
    );
    expect(await owner.userErrors(createProject, { organizationId, name: 'New' })).toEqual(
      refusedAt('NOT_FOUND', 'organizationId'),
    );
    expect(await owner.userErrors(changeMemberRole, { organizationId, userId: member.id, role: 'ADMIN' })).toEqual(
      refusedAt('NOT_FOUND', 'organizationId'),
    );
    expect(await member.userErrors(leaveOrganization, { organizationId })).toEqual(refusedAt('NOT_FOUND', 'organizationId'));
    expect(await admin.userErrors(setProjectMember, { projectId: project.id, userId: member.id, role: 'VIEWER' })).toEqual(
      refusedAt('NOT_FOUND', 'projectId'),
    );
    expect(await member.userErrors(updateFile, { fileId, name: 'b.txt' })).toEqual(refusedAt('NOT_FOUND', 'fileId'));
    const upload = await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'b.txt', bytes: 'b' });
    expect(upload.userErrors).toMatchObject(refusedAt('NOT_FOUND', 'folderId'));
  });

  it('keeps its slug taken', async () => {
    const { owner, stranger, organization } = await test.world().studio();
    await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { userErrors { code path message } } }`;
    expect(await stranger.userErrors(createOrganization, { name: 'Other', slug: organization.slug })).toEqual(
      refusedAt('TAKEN', 'slug'),
    );
  });

  it('wants the slug to be typed', async () => {
    const { owner, organization } = await test.world().studio();
    for (const confirmSlug of ['', organization.name, organization.slug.toUpperCase()])
      expect(await owner.userErrors(deleteOrganization, { organizationId: organization.id, confirmSlug })).toEqual(
        refusedAt('INVALID', 'confirmSlug'),
      );
  });

  it('is for owners; others who see it are told so, strangers are told nothing', async () => {
    const { owner, admin, member, guest, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id, confirmSlug: organization.slug };
    for (const person of [admin, member, guest])
      expect(await person.userErrors(deleteOrganization, input)).toEqual(refusedAt('FORBIDDEN', 'organizationId'));
    expect(await stranger.userErrors(deleteOrganization, input)).toEqual(refusedAt('NOT_FOUND', 'organizationId'));
    await owner.mutate(deleteOrganization, input);
    for (const person of [admin, member, guest, stranger])
      expect(await person.userErrors(restoreOrganization, { organizationId: organization.id })).toEqual(
        refusedAt('NOT_FOUND', 'organizationId'),
      );
  });

  it('ends what is listened to, with that as the last word, and is told in the activity once it is restored', async () => {
    const { owner, guest, organization, project } = await test.world().studio();
    const sockets = [Socket.of(owner), Socket.of(guest), Socket.of(guest)] as const;
    const inProject = 'projectActivity(projectId: $id';
    const listen = async (socket: Socket, field: string, id: string) =>
      socket.subscribe(`subscription ($id: ID!) { ${field}) { activity { type organization { id } } } }`, { id });
    const whole = await listen(sockets[0], 'organizationActivity(organizationId: $id', organization.id);
    const inIt = await listen(sockets[1], inProject, project.id);
    const filtered = await listen(sockets[2], `${inProject}, types: FILE_UPLOADED`, project.id);
    await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    const all = [whole, inIt, filtered];
    await eventually(() => all.every(({ completed }) => completed) || undefined, 2_000);
    const lastWord = { activity: { type: 'ORGANIZATION_DELETED', organization: null } };
    expect(all.map(({ events }) => events)).toEqual([[lastWord], [lastWord], []]);
    await Promise.all(sockets.map((socket) => socket.close()));

    await owner.mutate(restoreOrganization, { organizationId: organization.id });
    const activity = 'query ($id: ID!) { organization(id: $id) { activity { nodes { type summary } } } }';
    expect((await owner.query(activity, { id: organization.id })).organization.activity.nodes).toEqual([
      { type: 'ORGANIZATION_RESTORED', summary: `restored the organization "${organization.name}"` },
      { type: 'ORGANIZATION_DELETED', summary: `deleted the organization "${organization.name}"` },
    ]);
  });

  it('leaves what one did oneself, without a way to where it was done', async () => {
    const { owner, member, organization, fileId } = await studioWithFile();
    await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    const own =
      'query { viewer { activity(types: [FILE_UPLOADED]) { nodes { subjectId subject { id } organization { id } project { id } } } } }';
    expect((await member.query(own)).viewer.activity.nodes).toEqual([
      { subjectId: fileId, subject: null, organization: null, project: null },
    ]);
  });
});
