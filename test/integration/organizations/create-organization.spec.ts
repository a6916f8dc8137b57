import { TestApp } from '../../testkit/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) {
  organization { id slug name description revision viewerRole viewerPermissions members { totalCount nodes { role user { name email } } } }
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

  it('takes all that is given', async () => {
    const ada = await test.world().person('Ada');
    const { organization } = await ada.mutate(createOrganization, {
      name: ' 数学会 ',
      slug: 'math-society',
      description: 'Two\nlines',
    });
    expect(organization).toMatchObject({ name: '数学会', slug: 'math-society', description: 'Two\nlines', revision: 1 });
  });

  it('answers an edge whose cursor is one of the list of organizations', async () => {
    const ada = await test.world().person('Ada');
    const { organizationEdge } = await ada.mutate(createOrganization, { name: 'Bravo' });
    const alpha = await ada.mutate(createOrganization, { name: 'Alpha' });
    const { organizations } = await ada.query(
      'query ($before: String) { organizations(last: 5, before: $before) { nodes { id } } }',
      {
        before: organizationEdge.cursor,
      },
    );
    expect(organizations.nodes).toEqual([{ id: alpha.organization.id }]);
  });

  it('finds another slug for each, though many are made of one name at once', async () => {
    const ada = await test.world().person('Ada');
    const made = await Promise.all(Array.from({ length: 5 }, () => ada.mutate(createOrganization, { name: 'Same Name' })));
    const slugs = made.map(({ organization }) => organization.slug);
    expect(new Set(slugs).size).toBe(5);
    expect(slugs).toContain('same-name');
  });

  it('refuses a slug that is taken, also by an organization that one does not see', async () => {
    const [ada, grace] = await Promise.all([test.world().person('Ada'), test.world().person('Grace')]);
    await ada.mutate(createOrganization, { name: 'Mine', slug: 'taken' });
    expect(await grace.userErrors(createOrganization, { name: 'Yours', slug: 'taken' })).toEqual([
      { code: 'TAKEN', path: ['input', 'slug'] },
    ]);
  });

  it.each([
    [{ name: '' }, 'REQUIRED', 'name'],
    [{ name: 'x'.repeat(121) }, 'TOO_LONG', 'name'],
    [{ name: 'two\nlines' }, 'INVALID', 'name'],
    [{ name: 'Fine', slug: 'x' }, 'TOO_SHORT', 'slug'],
    [{ name: 'Fine', slug: 'Not Fine' }, 'INVALID', 'slug'],
    [{ name: 'Fine', slug: '-fine' }, 'INVALID', 'slug'],
    [{ name: 'Fine', description: 'x'.repeat(2_001) }, 'TOO_LONG', 'description'],
  ])('refuses %j', async (input, code, field) => {
    const ada = await test.world().person('Ada');
    expect(await ada.userErrors(createOrganization, input)).toEqual([{ code, path: ['input', field] }]);
    expect((await ada.query('{ organizations { totalCount } }')).organizations.totalCount).toBe(0);
  });

  it('needs somebody who is signed in', async () => {
    const { errors } = await test.signedOut.send(createOrganization, { input: { name: 'Nobody' } });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
