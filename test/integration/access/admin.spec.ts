import { TestApp } from '../../testkit/app.js';
import type { Client } from '../../testkit/client.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let root: Person;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
beforeAll(async () => {
  test = await TestApp.start();
  root = await test.world().systemAdministrator();
  studio = await test.world().studio();
});
afterAll(() => test.close());

const own = '{ viewer { activity(types: ADMIN_ACCESSED) { totalCount nodes { type summary data actor { id } subjectId } } } }';
const accesses = async (person: Client) => (await person.query(own)).viewer.activity;

describe('admin', () => {
  it('is null for everyone but system administrators, who then find nothing written down', async () => {
    for (const client of [studio.owner, studio.stranger, test.signedOut]) {
      expect(await client.send('{ admin { users { totalCount } activity { totalCount } } }')).toEqual({ data: { admin: null } });
    }
    expect((await accesses(studio.owner)).totalCount).toBe(0);
  });

  it('needs the scope ADMIN', async () => {
    const narrow = await test.world().narrowed(root, 'USER_READ');
    expect(await narrow.send('{ admin { users { totalCount } } }')).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN', requiredScopes: ['ADMIN'] } }],
    });
    const wide = await test.world().narrowed(root, 'ADMIN', 'USER_READ');
    expect((await wide.query('{ admin { users { totalCount } } }')).admin.users.totalCount).toBeGreaterThan(5);
    const claimed = await test.world().narrowed(studio.owner, 'ADMIN', 'USER_READ');
    expect(await claimed.send('{ admin { users { totalCount } } }')).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('lists everybody, found by their address, too', async () => {
    const { admin } = await root.query('query ($q: String) { admin { users(query: $q) { totalCount nodes { id email } } } }', {
      q: studio.stranger.email,
    });
    expect(admin.users).toEqual({ totalCount: 1, nodes: [{ id: studio.stranger.id, email: studio.stranger.email }] });
  });

  it('lists all organizations; what is in them stays with their members', async () => {
    const { organization, owner } = studio;
    const { admin } = await root.query(
      `query ($q: String) { admin { organizations(query: $q) { totalCount nodes {
        id name viewerRole viewerPermissions members { totalCount } projects { totalCount } deletedProjects { totalCount } activity { totalCount } } } } }`,
      { q: organization.slug },
    );
    const nothing = { members: null, projects: null, deletedProjects: null, activity: null };
    expect(admin.organizations).toEqual({
      totalCount: 1,
      nodes: [{ id: organization.id, name: organization.name, viewerRole: null, viewerPermissions: [], ...nothing }],
    });
    expect(await root.query('query ($id: ID!) { organization(id: $id) { id } }', { id: organization.id })).toEqual({
      organization: null,
    });
    expect(await root.query('query ($id: ID!) { user(id: $id) { id } }', { id: owner.id })).toEqual({ user: null });
  });

  it('shows the whole activity log, whose subjects stay with who may see them', async () => {
    const { owner, organization } = studio;
    await owner.mutate(
      'mutation ($input: CreateProjectInput!) { createProject(input: $input) { userErrors { code path message } } }',
      {
        organizationId: organization.id,
        name: 'Plans',
        visibility: 'PRIVATE',
      },
    );
    const { admin } = await root.query(
      '{ admin { activity(types: PROJECT_CREATED, first: 1) { nodes { type actor { id } subjectId subject { id } project { id } organization { id } } } } }',
    );
    expect(admin.activity.nodes).toEqual([
      {
        type: 'PROJECT_CREATED',
        actor: { id: owner.id },
        subjectId: expect.stringMatching(/^prj_/),
        subject: null,
        project: null,
        organization: null,
      },
    ]);
  });

  it('is written down before the answer: who, at what, with which arguments, once an operation', async () => {
    const someone = await test.world().systemAdministrator('Someone');
    await someone.query(
      `query ($q: String) { a: admin { ...more users(query: $q, first: 2) { totalCount } } b: admin { __typename activity { totalCount } } }
      fragment more on Admin { all: organizations { totalCount } }`,
      { q: 'Ada' },
    );
    const { totalCount, nodes } = await accesses(someone);
    expect(totalCount).toBe(1);
    expect(nodes).toEqual([
      {
        type: 'ADMIN_ACCESSED',
        summary: 'looked at the installation as a system administrator (organizations, users, activity)',
        data: {
          fields: [
            { field: 'organizations', arguments: {} },
            { field: 'users', arguments: { query: 'Ada', first: 2 } },
            { field: 'activity', arguments: {} },
          ],
        },
        actor: { id: someone.id },
        subjectId: someone.id,
      },
    ]);

    await someone.query('{ admin { __typename } }');
    expect((await accesses(someone)).totalCount).toBe(2);
    await test.app.settle();
    const { admin } = await root.query('{ admin { activity(types: ADMIN_ACCESSED) { nodes { actor { id } } } } }');
    expect(admin.activity.nodes.slice(0, 3)).toEqual([
      { actor: { id: root.id } },
      { actor: { id: someone.id } },
      { actor: { id: someone.id } },
    ]);
    expect((await accesses(studio.owner)).totalCount).toBe(0);
  });

  it('keeps what it was asked, also when that cannot be searched for', async () => {
    const someone = await test.world().systemAdministrator('Clumsy');
    const { errors } = await someone.send('query ($q: String) { admin { users(query: $q) { totalCount } } }', { q: 'a\0b' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'query' } }]);
    await someone.query('query ($q: String) { admin { users(query: $q) { totalCount } } }', { q: '😀'.repeat(300) });
    const { nodes } = await accesses(someone);
    expect(nodes.map(({ data }: any) => data.fields[0].arguments)).toEqual([{ query: '😀'.repeat(100) }, {}]);
  });

  it('takes a statement for each list beside those that write it down', async () => {
    const text = `{ admin { users { nodes { name email } } organizations { nodes { name members { totalCount } } } activity { nodes { type actor { name } } } } }`;
    await root.query(text);
    const statements = await test.statementsOf(() => root.query(text));
    // Who asks; the line of the log; users, organizations, activity with its actors.
    expect(statements).toHaveLength(5);
  });
});
