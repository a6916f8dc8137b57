import { TestApp } from '../../testkit/app.js';
import type { Client } from '../../testkit/client.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const users = `query ($query: String, $first: Int) { users(query: $query, first: $first) { totalCount nodes { id } pageInfo { hasNextPage } } }`;
const idsOf = (people: Person[]) => people.map(({ id }) => id).sort();
const seenBy = async (viewer: Client) => {
  const { totalCount, nodes } = (await viewer.query(users)).users;
  const ids = nodes.map(({ id }: { id: string }) => id).sort();
  expect(totalCount).toBe(ids.length);
  return ids;
};

describe('the list of users', () => {
  it('shows the people with whom one shares an organization, and counts nobody else', async () => {
    const { owner, admin, member, guest, stranger } = await test.world().studio();
    const elsewhere = await test.world().person();
    await test.world().organization([
      [member, 'MEMBER'],
      [elsewhere, 'OWNER'],
    ]);

    expect(await seenBy(stranger)).toEqual([stranger.id]);
    expect(await seenBy(owner)).toEqual(idsOf([owner, admin, member, guest]));
    expect(await seenBy(member)).toEqual(idsOf([owner, admin, member, guest, elsewhere]));
    expect(await seenBy(elsewhere)).toEqual(idsOf([member, elsewhere]));
  });

  it('shows a guest the people of the projects that they share', async () => {
    const world = test.world();
    const { owner, member, guest, organization } = await world.studio();
    expect(await seenBy(guest)).toEqual([guest.id]);
    await world.project(organization, {
      members: [
        [member, 'EDITOR'],
        [guest, 'VIEWER'],
      ],
    });
    await world.project(organization, { members: [[owner, 'EDITOR']] });
    expect(await seenBy(guest)).toEqual(idsOf([member, guest]));
  });

  it('counts by filter, whatever the page', async () => {
    const world = test.world();
    // One after the other: the list is in the order of sign-ups.
    const owner = await world.person('Otto');
    const lena = await world.person('Lena');
    const leonard = await world.person('LEonard');
    await world.organization([
      [owner, 'OWNER'],
      [lena, 'MEMBER'],
      [leonard, 'GUEST'],
    ]);
    const { users: found } = await owner.query(users, { query: 'le', first: 1 });
    expect(found).toEqual({ totalCount: 2, nodes: [{ id: leonard.id }], pageInfo: { hasNextPage: true } });
    expect((await owner.query(users, { query: '%' })).users.totalCount).toBe(0);
    expect((await owner.query(users, { query: lena.username.toUpperCase() })).users.nodes).toEqual([{ id: lena.id }]);
  });
});

describe('a person', () => {
  const byId = 'query ($id: ID!) { user(id: $id) { name } }';
  const byUsername = 'query ($username: String!) { userByUsername(username: $username) { name } }';

  it('is found by id and by username by who shares an organization', async () => {
    const { member, owner } = await test.world().studio();
    expect(await member.query(byId, { id: owner.id })).toEqual({ user: { name: 'Owner' } });
    expect(await member.query(byUsername, { username: owner.username })).toEqual({ userByUsername: { name: 'Owner' } });
  });

  it('is looked for anew, though the same fields of the own account were read before', async () => {
    const { owner, member, stranger } = await test.world().studio();
    await stranger.query('{ viewer { user { id bio } } }');
    const query = 'query ($id: ID!) { user(id: $id) { id bio } }';
    expect(await member.query(query, { id: owner.id })).toEqual({ user: { id: owner.id, bio: null } });
    expect(await stranger.query(query, { id: owner.id })).toEqual({ user: null });
    expect(await stranger.query('{ viewer { user { id bio } } }')).toEqual({ viewer: { user: { id: stranger.id, bio: null } } });
  });

  it('does not exist for a stranger, nor for who is signed out', async () => {
    const { owner, stranger } = await test.world().studio();
    for (const asker of [stranger, test.signedOut]) {
      expect(await asker.query(byId, { id: owner.id })).toEqual({ user: null });
      expect(await asker.query(byUsername, { username: owner.username })).toEqual({ userByUsername: null });
    }
  });

  it('is not found by the id of something else', async () => {
    const { owner, organization } = await test.world().studio();
    for (const id of [organization.id, `viw_${owner.storedId}`, owner.storedId, '']) {
      expect(await owner.query(byId, { id })).toEqual({ user: null });
    }
  });
});
