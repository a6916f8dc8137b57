import { newId } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import { codesOf } from '../../testkit/exchange.js';

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

const garbage = [
  '',
  'x',
  'org_',
  'org_x',
  '_',
  '__proto__',
  'constructor',
  '%00',
  'nul\0',
  "'; drop table users; --",
  'org_00000000-0000-0000-0000-000000000000\0',
  `org_${'9'.repeat(100_000)}`,
  '🙂',
  '\ud800',
];
/** Things of another kind, and things that are not there. */
const others = () => [
  studio.owner.id,
  `viw_${studio.owner.storedId}`,
  studio.organization.storedId,
  `${studio.organization.id} `,
  `xyz_${newId()}`,
];

describe('an id that names nothing of the kind', () => {
  it.each(['node', 'user', 'organization', 'project', 'folder', 'file'])('is answered by null: %s', async (field) => {
    const absent = ['usr', 'org', 'prj', 'fld', 'fil'].map((prefix) => `${prefix}_${newId()}`);
    for (const id of [...garbage, ...absent, ...(field === 'node' || field === 'user' ? others().slice(2) : others())]) {
      expect(await studio.owner.query(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id })).toEqual({ [field]: null });
    }
  });

  it('is refused as an argument of a list', async () => {
    const lists = [
      'query ($id: ID!) { projects(organizationId: $id) { totalCount } }',
      'query ($id: ID!) { files(organizationId: $id) { totalCount } }',
    ];
    for (const list of lists) {
      for (const id of [...garbage, ...others(), studio.project.id]) {
        const { errors } = await studio.owner.send(list, { id });
        expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'organizationId' } }]);
      }
    }
  });

  it.each([
    ['updateOrganization', 'UpdateOrganizationInput', 'organizationId', {}],
    ['changeMemberRole', 'ChangeMemberRoleInput', 'organizationId', { userId: 'usr_x', role: 'GUEST' }],
    ['removeMember', 'RemoveMemberInput', 'organizationId', { userId: 'usr_x' }],
    ['createProject', 'CreateProjectInput', 'organizationId', { name: 'New' }],
    ['updateProject', 'UpdateProjectInput', 'projectId', {}],
    ['deleteProject', 'DeleteProjectInput', 'projectId', {}],
    ['createFolder', 'CreateFolderInput', 'parentId', { name: 'New' }],
  ])('is not found by %s', async (mutation, type, field, rest) => {
    const operation = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code path } } }`;
    for (const id of [...garbage, ...others()]) {
      expect(await studio.owner.userErrors(operation, { ...rest, [field]: id })).toEqual([
        { code: 'NOT_FOUND', path: ['input', field] },
      ]);
    }
  });

  it('may be written as a number, which names nothing either', async () => {
    expect(await studio.owner.query('{ node(id: 1) { id } }')).toEqual({ node: null });
    expect(codesOf(await studio.owner.send('query ($id: ID!) { node(id: $id) { id } }', { id: 1.5 }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(codesOf(await studio.owner.send('query ($id: ID!) { node(id: $id) { id } }', { id: ['x'] }))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});
