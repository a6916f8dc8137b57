import { TestApp } from '../../testkit/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) {
  organization { id slug name viewerRole viewerPermissions members { totalCount nodes { role user { name email } } } }
  organizationEdge { cursor node { id } } userErrors { code message path } } }`;

describe('creating an organization', () => {
  it('makes its creator the owner, and finds a free slug', async () => {
    const ada = await test.world().person('Ada');
    const { organization } = await ada.mutate(createOrganization, { name: 'Crème & Co.' });
    expect(organization).toMatchObject({
      slug: 'creme-co',
      viewerRole: 'OWNER',
      members: { totalCount: 1, nodes: [{ role: 'OWNER', user: { name: 'Ada', email: ada.email } }] },
    });
    const second = await ada.mutate(createOrganization, { name: 'Creme Co' });
    expect(second.organization.slug).toBe('creme-co-2');
  });

  it('needs somebody who is signed in', async () => {
    const { errors } = await test.signedOut.send(createOrganization, { input: { name: 'Nobody' } });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
