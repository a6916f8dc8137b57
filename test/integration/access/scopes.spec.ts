import { TestApp } from '../../testkit/app.js';
import { postGraphql } from '../../testkit/exchange.js';
import type { Client } from '../../testkit/client.js';
import { eventually, Socket } from '../../testkit/socket.js';
import { PASSWORD } from '../../testkit/world.js';

let test: TestApp;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
const sockets: Socket[] = [];
beforeAll(async () => {
  test = await TestApp.start();
  studio = await test.world().studio();
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.close()));
  await test.close();
});

const refusalOf = async (client: Client, query: string, variables = {}) => {
  const { data, errors } = await client.send(query, variables);
  return { data, errors: errors?.map(({ message: _message, ...error }) => error) };
};

describe('a token that was made for some scopes', () => {
  it('tells which', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'PROJECT_READ', 'FILE_READ');
    expect(await narrow.query('{ viewer { __typename scopes } }')).toEqual({
      viewer: { __typename: 'Viewer', scopes: ['PROJECT_READ', 'FILE_READ'] },
    });
  });

  it('reads what they allow, and nothing is read when one is missing', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'PROJECT_READ');
    const { id } = studio.project;
    const allowed = 'query ($id: ID!) { project(id: $id) { name viewerPermissions members { totalCount } } }';
    expect((await narrow.query(allowed, { id })).project.name).toBe(studio.project.name);

    const { data, errors } = await refusalOf(
      narrow,
      'query ($id: ID!) {\n  project(id: $id) {\n    name\n    all: files { totalCount }\n    createdBy { id }\n  }\n}',
      { id },
    );
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([
      {
        path: ['project', 'all', 'totalCount'],
        locations: [
          { line: 4, column: 18 },
          { line: 5, column: 17 },
        ],
        extensions: { code: 'FORBIDDEN', requiredScopes: ['FILE_READ', 'USER_READ'] },
      },
    ]);
  });

  it('is answered 403 with the header of RFC 6750', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'PROJECT_READ');
    const answer = await postGraphql(
      test.url,
      { query: '{ users { totalCount } }' },
      { authorization: `Bearer ${narrow.token}` },
    );
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope", scope="USER_READ"');
  });

  it('is not deceived by fragments, conditions or aliases', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'ORGANIZATION_READ');
    for (const query of [
      'query A { organizations { nodes { ...parts } } } fragment parts on Organization { ...more } fragment more on Organization { projects { totalCount } }',
      'query A($no: Boolean = false) { organizations { nodes { name projects @include(if: $no) { totalCount } } } }',
      '{ organizations { nodes { ... { name: projects { totalCount } } } } }',
      '{ organizations { edges { node { projects { pageInfo { hasNextPage } } } } } }',
    ]) {
      expect((await refusalOf(narrow, query)).errors).toMatchObject([{ extensions: { requiredScopes: ['PROJECT_READ'] } }]);
    }
  });

  it('changes nothing without the scope to write', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'PROJECT_READ');
    const update = 'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { userErrors { code } } }';
    const input = { projectId: studio.project.id, description: 'changed' };
    expect((await refusalOf(narrow, update, { input })).errors).toMatchObject([
      { path: ['updateProject'], extensions: { code: 'FORBIDDEN', requiredScopes: ['PROJECT_WRITE'] } },
    ]);
    const writer = await test.world().narrowed(studio.owner, 'PROJECT_WRITE');
    expect(await writer.query(update, { input })).toEqual({ updateProject: { userErrors: [] } });
  });

  it('gets no more than its person may', async () => {
    const narrow = await test.world().narrowed(studio.guest, 'PROJECT_WRITE');
    const update = 'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { userErrors { code } } }';
    expect(await narrow.query(update, { input: { projectId: studio.project.id, name: 'Mine' } })).toEqual({
      updateProject: { userErrors: [{ code: 'FORBIDDEN' }] },
    });
    const wide = await test.world().narrowed(studio.guest, 'ADMIN', 'USER_READ');
    expect(await wide.query('{ viewer { scopes } }')).toEqual({ viewer: { scopes: ['USER_READ'] } });
  });

  it('finds nodes of the types that it is good for; of others it does not hear whether there is one', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'PROJECT_READ');
    const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    expect(await narrow.query(node, { id: studio.project.id })).toMatchObject({ node: { __typename: 'Project' } });
    const missing = `org_${studio.project.storedId}`;
    for (const id of [studio.organization.id, missing]) {
      expect(await refusalOf(narrow, node, { id })).toMatchObject({
        data: { node: null },
        errors: [{ path: ['node'], extensions: { code: 'FORBIDDEN', requiredScopes: ['ORGANIZATION_READ'] } }],
      });
    }
    const { data } = await narrow.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [studio.organization.id, studio.project.id],
    });
    expect(data).toEqual({ nodes: [null, { id: studio.project.id }] });
  });

  it('does not see who did something without USER_READ', async () => {
    const { owner, organization } = studio;
    await owner.mutate(
      'mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { userErrors { code } } }',
      {
        organizationId: organization.id,
        description: 'Ours',
      },
    );
    const narrow = await test.world().narrowed(owner, 'ORGANIZATION_READ', 'ACTIVITY_READ');
    const { data, errors } = await narrow.send(
      'query ($id: ID!) { organization(id: $id) { activity(types: ORGANIZATION_UPDATED) { nodes { type actor { name } } } } }',
      { id: organization.id },
    );
    expect(data.organization.activity.nodes).toEqual([{ type: 'ORGANIZATION_UPDATED', actor: null }]);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', requiredScopes: ['USER_READ'] } }]);
  });

  it('never becomes a whole one', async () => {
    const { owner } = studio;
    const narrow = await test.world().narrowed(owner, ...(['USER_READ', 'USER_WRITE'] as const));
    const before = (await test.app.database.em.execute('select count(*)::int as count from sessions'))[0];
    for (const [name, type, input] of [
      ['signIn', 'SignInInput', { email: owner.email, password: PASSWORD }],
      ['signUp', 'SignUpInput', { email: 'new@people.example', password: PASSWORD, name: 'New' }],
      ['refreshSession', 'RefreshSessionInput', { refreshToken: owner.refreshToken }],
    ] as const) {
      const operation = `mutation ($input: ${type}!) { ${name}(input: $input) { accessToken viewer { scopes } } }`;
      expect(await refusalOf(narrow, operation, { input })).toMatchObject({
        data: { [name]: null },
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    }
    expect((await test.app.database.em.execute('select count(*)::int as count from sessions'))[0]).toEqual(before);
  });

  it('is held to its scopes over a socket, too', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'PROJECT_READ', 'ACTIVITY_READ');
    const socket = Socket.of(narrow);
    sockets.push(socket);
    const refused = await socket.subscribe('{ organizations { totalCount } }');
    await eventually(() => refused.errors.length > 0 || undefined);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', requiredScopes: ['ORGANIZATION_READ'] } }]);

    const foreign = await socket.subscribe('subscription { notificationChanged { cursor } }');
    await eventually(() => foreign.errors.length > 0 || undefined);
    expect(foreign.errors).toMatchObject([{ extensions: { requiredScopes: ['NOTIFICATION_READ'] } }]);

    const heard = await socket.subscribe(
      'subscription ($id: ID!) { projectActivity(projectId: $id) { activity { subject { id } } } }',
      { id: studio.project.id },
    );
    await studio.owner.mutate('mutation ($input: CreateFolderInput!) { createFolder(input: $input) { userErrors { code } } }', {
      parentId: studio.project.rootFolderId,
      name: 'Plans',
    });
    await eventually(() => heard.errors.length > 0 || undefined);
    expect(heard.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', requiredScopes: ['FILE_READ'] } }]);
  });

  it('is held to its scopes after the same document was asked for an operation that it does not have', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'PROJECT_READ');
    const socket = Socket.of(narrow);
    sockets.push(socket);
    const query = '{ users { nodes { username } } }';
    for (const name of ['', 'Nameless']) {
      const unknown = await socket.subscribe(query, undefined, name);
      await eventually(() => unknown.errors.length > 0 || undefined);
      expect(unknown.errors).toEqual([{ message: `Unknown operation named "${name}".`, extensions: { code: 'BAD_USER_INPUT' } }]);
    }

    const refused = await socket.subscribe(query);
    await eventually(() => refused.errors.length > 0 || undefined);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', requiredScopes: ['USER_READ'] } }]);
    expect((await refusalOf(narrow, query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is priced in proportion to the document, not to what its fragments unfold to', async () => {
    const narrow = await test.world().narrowed(studio.owner, 'ORGANIZATION_READ');
    const levels = Array.from({ length: 20 }, (_, i) => `fragment f${i} on Organization { ...f${i + 1} ...f${i + 1} }`);
    const bomb = `{ organizations { nodes { ...f0 } } } ${levels.join(' ')} fragment f20 on Organization { projects { totalCount } }`;
    const began = performance.now();
    expect((await refusalOf(narrow, bomb)).errors).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('a session', () => {
  it('has all scopes, but ADMIN is for system administrators', async () => {
    const scopesOf = async (client: Client) => (await client.query('{ viewer { scopes } }')).viewer.scopes as string[];
    expect(await scopesOf(studio.owner)).toHaveLength(15);
    expect(await scopesOf(studio.owner)).not.toContain('ADMIN');
    expect(await scopesOf(await test.world().systemAdministrator())).toContain('ADMIN');
  });
});
