import { TestApp } from '../../testkit/app.js';
import { createProject } from '../../testkit/operations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const created = `query ($id: ID!) { project(id: $id) {
  createdBy { id } rootFolder { name parent { id } ancestors { id } folders { totalCount } files { totalCount } }
  members { totalCount nodes { role user { id } } } viewerRole } }`;

describe('creating a project', () => {
  it('gives it a root folder, and makes its creator a maintainer', async () => {
    const { member, organization } = await test.world().studio();
    const { project, projectEdge } = await member.mutate(createProject, {
      organizationId: organization.id,
      name: '  Moon Base ',
    });

    expect(project).toMatchObject({
      name: 'Moon Base',
      slug: 'moon-base',
      status: 'ACTIVE',
      visibility: 'ORGANIZATION',
      description: null,
    });
    expect(projectEdge.node.id).toBe(project.id);
    expect(await member.query(created, { id: project.id })).toEqual({
      project: {
        createdBy: { id: member.id },
        rootFolder: { name: 'Moon Base', parent: null, ancestors: [], folders: { totalCount: 0 }, files: { totalCount: 0 } },
        members: { totalCount: 1, nodes: [{ role: 'MAINTAINER', user: { id: member.id } }] },
        viewerRole: 'MAINTAINER',
      },
    });
  });

  it('answers the role of its creator at once', async () => {
    const { member, organization } = await test.world().studio();
    const input = { organizationId: organization.id, name: 'Mine', visibility: 'PRIVATE', description: 'For me.' };
    const { project } = await member.mutate(createProject, input);
    expect(project).toMatchObject({ visibility: 'PRIVATE', description: 'For me.', viewerRole: 'MAINTAINER' });
  });

  it('makes a free slug of the name, and refuses one that was asked for and is taken', async () => {
    const { owner, organization } = await test.world().studio();
    const another = await test.world().organization([[owner, 'OWNER']]);
    const create = (name: string, slug?: string, organizationId = organization.id) =>
      owner.mutate(createProject, { organizationId, name, slug }).then(({ project }) => project.slug);

    expect(await create('Crème & Co.')).toBe('creme-co');
    expect(await create('Creme Co')).toBe('creme-co-2');
    expect(await create('Creme Co', 'cc')).toBe('cc');
    expect(await create('月')).toBe('project');
    expect(await owner.userErrors(createProject, { organizationId: organization.id, name: 'Other', slug: 'cc' })).toEqual([
      { code: 'TAKEN', path: ['input', 'slug'] },
    ]);
    expect(await create('Elsewhere', 'cc', another.id)).toBe('cc');
  });

  it('lets several at once find different slugs', async () => {
    const { owner, organization } = await test.world().studio();
    const made = await Promise.all(
      Array.from({ length: 4 }, () => owner.mutate(createProject, { organizationId: organization.id, name: 'Rush' })),
    );
    expect(new Set(made.map(({ project }) => project.slug)).size).toBe(4);
  });

  it('names every field that is wrong', async () => {
    const { owner, organization } = await test.world().studio();
    const input = { organizationId: organization.id, name: ' ', slug: 'No Slug', description: 'x'.repeat(2001) };
    expect(await owner.userErrors(createProject, input)).toEqual([
      { code: 'REQUIRED', path: ['input', 'name'] },
      { code: 'INVALID', path: ['input', 'slug'] },
      { code: 'TOO_LONG', path: ['input', 'description'] },
    ]);
  });

  it('is for full members: a guest may not, and a stranger does not know the organization', async () => {
    const { guest, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id, name: 'Nope' };
    expect(await guest.userErrors(createProject, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'organizationId'] }]);
    expect(await stranger.userErrors(createProject, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'organizationId'] }]);
    const { errors } = await test.signedOut.send(createProject, { input });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
