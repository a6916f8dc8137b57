import { isStorable } from '../../../src/shared/storable-text.js';
import { TestApp } from '../../testkit/app.js';
import { expectNoInternals } from '../../testkit/exchange.js';

let test: TestApp;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
beforeAll(async () => {
  test = await TestApp.start();
  studio = await test.world().studio();
});
afterEach(async () => {
  expect(await studio.owner.query('{ viewer { email } }')).toEqual({ viewer: { email: studio.owner.email } });
});
afterAll(() => test.close());

const long = 'x'.repeat(200_000);
const texts: [name: string, text: string][] = [
  ['a zero byte', 'a\0b'],
  ['half a surrogate pair', 'a\ud800b'],
  ['the other half', '\udfff'],
  ['200,000 letters', long],
  ['wildcards', '%_\\'],
  ['a backslash at the end', 'a\\'],
  ['SQL', "'; drop table users; --"],
  ['a placeholder', '$1'],
  ['another placeholder', '? ?? :name'],
  ['a letter outside of the first plane', '🙂'],
  ['a noncharacter', '\uffff'],
  ['text that turns around', '\u202egnp.exe'],
  ['braces', '{"a":1}'],
];

describe.each(texts)('a text with %s', (_, text) => {
  const finders = [
    'query ($text: String!) { found: organizationBySlug(slug: $text) { id } }',
    'query ($text: String!) { found: userByUsername(username: $text) { id } }',
    'query ($text: String!) { found: projectBySlug(organizationSlug: $text, slug: "x") { id } }',
    'query ($text: String!, $slug: String!) { found: projectBySlug(organizationSlug: $slug, slug: $text) { id } }',
  ];
  it.each(finders)('finds nothing by %s', async (finder) => {
    expect(await studio.owner.query(finder, { text, slug: studio.organization.slug })).toEqual({ found: null });
  });

  const lists = [
    'query ($text: String!) { list: users(query: $text) { totalCount nodes { id } } }',
    'query ($text: String!) { list: organizations(query: $text) { totalCount nodes { id } } }',
    'query ($text: String!) { list: projects(query: $text) { totalCount nodes { id } } }',
    'query ($text: String!, $id: ID!) { list: files(organizationId: $id, query: $text) { totalCount nodes { id } } }',
    'query ($text: String!, $id: ID!) { organization(id: $id) { list: members(query: $text) { totalCount nodes { id } } } }',
  ];
  it.each(lists)('leaves nothing of %s', async (query) => {
    const { data, errors } = await studio.owner.send(query, { text, id: studio.organization.id });
    const list = data!.list ?? data!.organization?.list ?? null;
    if (isStorable(text)) expect(list).toEqual({ totalCount: 0, nodes: [] });
    else
      expect({ list, errors }).toMatchObject({
        list: null,
        errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'query' } }],
      });
  });

  const fields: [mutation: string, type: string, field: string, rest: () => object][] = [
    ['updateProfile', 'UpdateProfileInput', 'name', () => ({})],
    ['updateProfile', 'UpdateProfileInput', 'username', () => ({})],
    ['updateProfile', 'UpdateProfileInput', 'bio', () => ({})],
    ['updateProfile', 'UpdateProfileInput', 'locale', () => ({})],
    ['updateProfile', 'UpdateProfileInput', 'timeZone', () => ({})],
    ['createOrganization', 'CreateOrganizationInput', 'name', () => ({})],
    ['createOrganization', 'CreateOrganizationInput', 'slug', () => ({ name: 'New' })],
    ['updateOrganization', 'UpdateOrganizationInput', 'description', () => ({ organizationId: studio.organization.id })],
    ['createProject', 'CreateProjectInput', 'name', () => ({ organizationId: studio.organization.id })],
    ['createProject', 'CreateProjectInput', 'description', () => ({ organizationId: studio.organization.id, name: 'New' })],
    ['updateProject', 'UpdateProjectInput', 'name', () => ({ projectId: studio.project.id })],
    ['createFolder', 'CreateFolderInput', 'name', () => ({ parentId: studio.project.rootFolderId })],
  ];
  it.each(fields)('is kept or refused as such by %s: %s.%s', async (mutation, type, field, rest) => {
    const operation = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code path message } } }`;
    const answer = await studio.owner.send(operation, { input: { ...rest(), [field]: text } });
    expect(answer.errors).toBeUndefined();
    for (const { code, path } of answer.data![mutation].userErrors) {
      expect(['INVALID', 'TOO_LONG', 'TOO_SHORT']).toContain(code);
      expect(path).toEqual(['input', field]);
    }
    if (!isStorable(text) || text === long) expect(answer.data![mutation].userErrors).toHaveLength(1);
    expectNoInternals(JSON.stringify(answer));
  });
});

describe('a text that is longer than any name', () => {
  it('is not looked for in its whole length in each of many names', async () => {
    const { owner, organization } = studio;
    const { em } = test.app.database;
    await em.execute(`insert into users (id, email, username, name, locale, time_zone, system_role, created_at, updated_at, revision)
      select gen_random_uuid(), 'one-of-many-' || n || '@people.example', 'one-of-many-' || n, 'One of many', 'en', 'UTC', 'USER', now(), now(), 1
      from generate_series(1, 2000) n`);
    await em.execute(
      `insert into organization_members (id, organization_id, user_id, role, created_at, updated_at, revision)
      select gen_random_uuid(), ?, id, 'MEMBER', now(), now(), 1 from users where username like 'one-of-many-%'`,
      [organization.storedId],
    );
    const began = performance.now();
    const users = 'query ($text: String!) { users(query: $text) { totalCount } }';
    expect(await owner.query(users, { text: 'e'.repeat(900_000) })).toEqual({ users: { totalCount: 0 } });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
