import { TestApp } from '../../testkit/app.js';

let test: TestApp;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
beforeAll(async () => {
  test = await TestApp.start();
  studio = await test.world().studio();
});
afterAll(() => test.close());

const bySlug = 'query ($slug: String!) { organizationBySlug(slug: $slug) { id viewerRole viewerPermissions } }';
const byId = 'query ($id: ID!) { organization(id: $id) { name } }';

const reads = ['READ'];
const makes = [...reads, 'CREATE_PROJECT', 'CREATE_CHANNEL'];
const manages = [...makes, 'UPDATE', 'MANAGE_MEMBERS', 'MANAGE_INVITATIONS', 'MANAGE_WEBHOOKS', 'READ_ACTIVITY'];

describe('an organization', () => {
  it.each([
    ['owner', 'OWNER', [...manages, 'DELETE']],
    ['admin', 'ADMIN', manages],
    ['member', 'MEMBER', makes],
    ['guest', 'GUEST', reads],
  ] as const)('tells the %s what they are and may do', async (who, role, permissions) => {
    const { organizationBySlug } = await studio[who].query(bySlug, { slug: studio.organization.slug });
    expect(organizationBySlug).toMatchObject({ id: studio.organization.id, viewerRole: role });
    expect([...organizationBySlug.viewerPermissions].sort()).toEqual([...permissions].sort());
  });

  it('does not exist for strangers, nor for who is signed out, nor for who administers the installation', async () => {
    const { organization, stranger } = studio;
    for (const asker of [stranger, test.signedOut, await test.world().systemAdministrator()]) {
      expect(await asker.query(bySlug, { slug: organization.slug })).toEqual({ organizationBySlug: null });
      expect(await asker.query(byId, { id: organization.id })).toEqual({ organization: null });
    }
  });

  it('shows its activity to those only who may read it', async () => {
    const query = 'query ($id: ID!) { organization(id: $id) { activity { totalCount } } }';
    const activityFor = async (who: 'owner' | 'admin' | 'member' | 'guest') =>
      (await studio[who].query(query, { id: studio.organization.id })).organization.activity;
    expect(await activityFor('owner')).toEqual({ totalCount: 0 });
    expect(await activityFor('admin')).toEqual({ totalCount: 0 });
    expect(await activityFor('member')).toBeNull();
    expect(await activityFor('guest')).toBeNull();
  });
});
