import { TestApp } from '../../testkit/app.js';
import { createProject, updateProject } from '../../testkit/operations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

describe('changing a project', () => {
  it('changes what is given and nothing else', async () => {
    const { owner, organization } = await test.world().studio();
    const { project } = await owner.mutate(createProject, {
      organizationId: organization.id,
      name: 'Before',
      description: 'Old.',
    });

    const renamed = await owner.mutate(updateProject, { projectId: project.id, name: ' After ' });
    expect(renamed.project).toMatchObject({ name: 'After', slug: 'before', description: 'Old.', revision: project.revision + 1 });
    const cleared = await owner.mutate(updateProject, { projectId: project.id, description: null });
    expect(cleared.project).toMatchObject({ name: 'After', description: null });
  });

  it('archives it, and makes it active again', async () => {
    const { owner, project } = await test.world().studio();
    const archived = await owner.mutate(updateProject, { projectId: project.id, status: 'ARCHIVED' });
    expect(archived.project.status).toBe('ARCHIVED');
    const active = await owner.mutate(updateProject, { projectId: project.id, status: 'ACTIVE' });
    expect(active.project.status).toBe('ACTIVE');
  });

  it('leaves the revision alone when nothing differs', async () => {
    const { owner, project } = await test.world().studio();
    const same = await owner.mutate(updateProject, { projectId: project.id, name: project.name, status: 'ACTIVE' });
    expect(same.project.revision).toBe(1);
  });

  it('answers CONFLICT, with the project as it is, to who has seen an older one', async () => {
    const { owner, admin, project } = await test.world().studio();
    await owner.mutate(updateProject, { projectId: project.id, name: 'Theirs', expectedRevision: 1 });

    const input = { projectId: project.id, name: 'Mine', expectedRevision: 1 };
    expect(await admin.userErrors(updateProject, input)).toEqual([{ code: 'CONFLICT', path: ['input', 'expectedRevision'] }]);
    expect(await admin.payload(updateProject, input)).toMatchObject({ project: { name: 'Theirs', revision: 2 } });
    expect((await admin.mutate(updateProject, { ...input, expectedRevision: 2 })).project).toMatchObject({
      name: 'Mine',
      revision: 3,
    });
  });

  it('of two at once with one revision lets one win', async () => {
    const { owner, admin, project } = await test.world().studio();
    const answers = await Promise.all(
      [owner, admin].map((person) =>
        person.userErrors(updateProject, { projectId: project.id, name: person.username, expectedRevision: 1 }),
      ),
    );
    expect(answers.map((errors) => errors.map(({ code }) => code)).sort()).toEqual([[], ['CONFLICT']]);
  });

  it('refuses a slug that another project has', async () => {
    const { owner, organization, project } = await test.world().studio();
    const other = await test.world().project(organization);
    expect(await owner.userErrors(updateProject, { projectId: project.id, slug: other.slug })).toEqual([
      { code: 'TAKEN', path: ['input', 'slug'] },
    ]);
  });

  it('refuses to clear what every project has', async () => {
    const { owner, project } = await test.world().studio();
    const input = { projectId: project.id, name: null, slug: null, status: null, visibility: null };
    expect(await owner.userErrors(updateProject, input)).toEqual(
      ['name', 'slug', 'status', 'visibility'].map((field) => ({ code: 'REQUIRED', path: ['input', field] })),
    );
  });

  it('is for maintainers: a member may not, and a stranger does not know it', async () => {
    const { member, guest, stranger, project } = await test.world().studio();
    const input = { projectId: project.id, name: 'Nope' };
    expect(await member.userErrors(updateProject, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'projectId'] }]);
    expect(await guest.userErrors(updateProject, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'projectId'] }]);
    expect(await stranger.userErrors(updateProject, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'projectId'] }]);
    expect(await stranger.userErrors(updateProject, { ...input, projectId: project.rootFolderId })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'projectId'] },
    ]);
  });
});
