import { TestApp } from '../../testkit/app.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
beforeAll(async () => {
  test = await TestApp.start();
  studio = await test.world().studio();
});
afterAll(() => test.close());

const emailOf = async (viewer: Person, person: Person) =>
  (await viewer.query('query ($id: ID!) { user(id: $id) { email } }', { id: person.id })).user?.email;

describe('the address of a person', () => {
  it('is shown to themselves', async () => {
    for (const person of [studio.owner, studio.member, studio.guest, studio.stranger]) {
      expect(await emailOf(person, person)).toBe(person.email);
    }
  });

  it('is shown to owners and administrators of their organization', async () => {
    expect(await emailOf(studio.owner, studio.guest)).toBe(studio.guest.email);
    expect(await emailOf(studio.admin, studio.owner)).toBe(studio.owner.email);
  });

  it('is hidden from members and guests', async () => {
    const { member, owner, guest } = studio;
    await test.world().project(studio.organization, {
      members: [
        [member, 'EDITOR'],
        [guest, 'MAINTAINER'],
      ],
    });
    expect(await emailOf(member, owner)).toBeNull();
    expect(await emailOf(member, guest)).toBeNull();
    expect(await emailOf(guest, member)).toBeNull();
  });

  it('is hidden from who administers another organization only', async () => {
    const { owner, member } = studio;
    await test.world().organization([[member, 'OWNER']]);
    expect(await emailOf(member, owner)).toBeNull();
  });

  it('is shown to system administrators', async () => {
    const root = await test.world().systemAdministrator();
    await test.world().organization([
      [root, 'MEMBER'],
      [studio.owner, 'OWNER'],
    ]);
    expect(await emailOf(root, studio.owner)).toBe(studio.owner.email);
  });

  it('is the same in lists, person by person', async () => {
    const { admin, member, organization } = studio;
    const query = `query ($slug: String!) { organizationBySlug(slug: $slug) { members { nodes { user { id email } } } } }`;
    const emailsSeenBy = async (viewer: Person) => {
      const { organizationBySlug } = await viewer.query(query, { slug: organization.slug });
      return new Map(
        organizationBySlug.members.nodes.map(({ user }: { user: { id: string; email: string | null } }) => [user.id, user.email]),
      );
    };
    const all = [studio.owner, studio.admin, studio.member, studio.guest];
    expect(await emailsSeenBy(admin)).toEqual(new Map(all.map(({ id, email }) => [id, email])));
    expect(await emailsSeenBy(member)).toEqual(new Map(all.map(({ id, email }) => [id, id === member.id ? email : null])));
  });
});
