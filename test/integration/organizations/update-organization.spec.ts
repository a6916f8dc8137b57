import { TestApp } from '../../testkit/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const updateOrganization = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
  organization { id name slug description revision } userErrors { code path } } }`;
const byId = 'query ($id: ID!) { organization(id: $id) { id name slug description revision } }';

describe('updating an organization', () => {
  it('changes what is given, leaves what is absent, and clears a description of null', async () => {
    const { admin, member, organization } = await test.world().studio();
    const input = { organizationId: organization.id, name: ' Renamed ', slug: `${organization.slug}-x`, description: 'About us' };
    const first = await admin.mutate(updateOrganization, input);
    expect(first.organization).toEqual({
      id: organization.id,
      name: 'Renamed',
      slug: input.slug,
      description: 'About us',
      revision: 2,
    });
    const second = await admin.mutate(updateOrganization, { organizationId: organization.id, description: null });
    expect(second.organization).toEqual({ ...first.organization, description: null, revision: 3 });
    expect(await member.query(byId, { id: organization.id })).toEqual({ organization: second.organization });
  });

  it('is told in its activity, once for each change', async () => {
    const { owner, organization } = await test.world().studio();
    await owner.mutate(updateOrganization, { organizationId: organization.id, name: 'Renamed' });
    await owner.mutate(updateOrganization, { organizationId: organization.id, name: 'Renamed' });
    const query = 'query ($id: ID!) { organization(id: $id) { activity { nodes { type actor { id } data } } } }';
    expect((await owner.query(query, { id: organization.id })).organization.activity.nodes).toEqual([
      { type: 'ORGANIZATION_UPDATED', actor: { id: owner.id }, data: { name: 'Renamed', fields: ['name'] } },
    ]);
  });

  it('refuses a stale revision, and answers what is there now', async () => {
    const { owner, admin, organization } = await test.world().studio();
    await admin.mutate(updateOrganization, { organizationId: organization.id, name: 'First', expectedRevision: 1 });
    const { updateOrganization: payload } = await owner.query(updateOrganization, {
      input: { organizationId: organization.id, name: 'Second', expectedRevision: 1 },
    });
    expect(payload).toEqual({
      organization: { id: organization.id, name: 'First', slug: organization.slug, description: null, revision: 2 },
      userErrors: [{ code: 'CONFLICT', path: ['input', 'expectedRevision'] }],
    });
  });

  it('refuses a slug that another has', async () => {
    const { owner, organization } = await test.world().studio();
    const other = await test.world().organization([]);
    expect(await owner.userErrors(updateOrganization, { organizationId: organization.id, slug: other.slug })).toEqual([
      { code: 'TAKEN', path: ['input', 'slug'] },
    ]);
    expect((await owner.query(byId, { id: organization.id })).organization).toMatchObject({
      slug: organization.slug,
      revision: 1,
    });
  });

  it('clears neither name nor slug', async () => {
    const { owner, organization } = await test.world().studio();
    expect(await owner.userErrors(updateOrganization, { organizationId: organization.id, name: null, slug: null })).toEqual([
      { code: 'REQUIRED', path: ['input', 'name'] },
      { code: 'REQUIRED', path: ['input', 'slug'] },
    ]);
  });

  it('answers who may not, and who may not even know', async () => {
    const { member, guest, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id, name: 'Mine now' };
    for (const person of [member, guest]) {
      expect(await person.userErrors(updateOrganization, input)).toEqual([
        { code: 'FORBIDDEN', path: ['input', 'organizationId'] },
      ]);
    }
    expect(await stranger.userErrors(updateOrganization, input)).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'organizationId'] },
    ]);
  });
});
