import { TestApp } from '../../testkit/app.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
beforeAll(async () => {
  test = await TestApp.start();
  studio = await test.world().studio();
});
afterAll(() => test.close());

const members = `query ($slug: String!, $role: OrganizationRole, $query: String, $first: Int) { organizationBySlug(slug: $slug) {
  members(role: $role, query: $query, first: $first) { totalCount nodes { role joinedAt user { name } organization { slug } } pageInfo { hasNextPage } } } }`;
const ask = async (viewer: Person, filters: object = {}) =>
  (await viewer.query(members, { slug: studio.organization.slug, ...filters })).organizationBySlug.members;
const namesOf = ({ nodes }: { nodes: { user: { name: string } }[] }) => nodes.map(({ user }) => user.name).sort();

describe('the members of an organization', () => {
  it('are seen by all full members', async () => {
    for (const viewer of [studio.owner, studio.admin, studio.member]) {
      const answer = await ask(viewer);
      expect(namesOf(answer)).toEqual(['Admin', 'Guest', 'Member', 'Owner']);
      expect(answer.totalCount).toBe(4);
      expect(answer.nodes[0]).toMatchObject({
        organization: { slug: studio.organization.slug },
        joinedAt: expect.stringMatching(/Z$/),
      });
    }
  });

  it('are filtered by role', async () => {
    expect(await ask(studio.member, { role: 'ADMIN' })).toMatchObject({
      totalCount: 1,
      nodes: [{ role: 'ADMIN', user: { name: 'Admin' } }],
    });
  });

  it('are filtered by name or username', async () => {
    expect(namesOf(await ask(studio.member, { query: 'm' }))).toEqual(['Admin', 'Member']);
    expect(namesOf(await ask(studio.member, { query: studio.guest.username }))).toEqual(['Guest']);
    expect(await ask(studio.member, { query: 'm', role: 'GUEST' })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await ask(studio.member, { query: 'm', first: 1 })).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  });

  it('are for a guest only those of the projects that they share', async () => {
    expect(await ask(studio.guest)).toMatchObject({ totalCount: 1, nodes: [{ user: { name: 'Guest' } }] });
    await test.world().project(studio.organization, {
      members: [
        [studio.member, 'EDITOR'],
        [studio.guest, 'VIEWER'],
      ],
    });
    const answer = await ask(studio.guest);
    expect(namesOf(answer)).toEqual(['Guest', 'Member']);
    expect(answer.totalCount).toBe(2);
    expect(await ask(studio.guest, { query: 'own' })).toMatchObject({ totalCount: 0 });
  });
});
