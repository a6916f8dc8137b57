import { getNamedType, isIntrospectionType, isObjectType } from 'graphql';
import { buildSchema } from '../../../src/resolvers/build-schema.js';
import { TestApp } from '../../testkit/app.js';
import type { Client } from '../../testkit/client.js';
import { roles, Stage, type Scene } from '../../testkit/stage.js';
import { connections, type ConnectionRow } from './rows/connections.js';

/*
 * Who sees how much of each list, and that its count says the same. A new connection needs a row in `rows/connections.ts`.
 */
let test: TestApp;
let stage: Stage;
let scene: Scene;
beforeAll(async () => {
  test = await TestApp.start();
  stage = await Stage.of(test);
  scene = await stage.scene();
});
afterAll(() => test.close());

type Seen = { nodes: unknown[]; edges: unknown[]; totalCount: number } | null;

/** The list itself, from the end of the way to it. */
function listIn(value: unknown): Seen {
  if (value === null || typeof value !== 'object') return null;
  return 'totalCount' in value ? (value as unknown as Seen) : listIn(Object.values(value)[0]);
}

const seenBy = async (client: Client, { text }: ConnectionRow) => {
  const stream = /\b(activity|notifications) \{/.test(text(scene)) ? ' streamCursor' : '';
  const list = `totalCount nodes { __typename } edges { cursor } pageInfo { hasNextPage }${stream}`;
  return listIn(await client.query(`{ ${text(scene).replace('LIST', list)} }`));
};

describe('the table of lists', () => {
  it('has a row for each connection of the schema, and no other', async () => {
    const schema = await buildSchema();
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !isIntrospectionType(type)
        ? Object.values(type.getFields())
            .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(Object.keys(connections).sort()).toEqual(fields.sort());
  });

  it.each(Object.entries(connections))('%s', async (_name, row) => {
    const expected = Object.fromEntries(
      roles.map((role) => [role, Object.entries(row.sees).find(([, who]) => who.split(' ').includes(role))?.[0] ?? 'null']),
    );
    const got = await Promise.all(
      roles.map(async (role) => {
        const seen = await seenBy(stage.people[role], row);
        if (seen === null) return [role, 'null'] as const;
        expect({ role, edges: seen.edges.length, count: seen.totalCount }).toEqual({
          role,
          edges: seen.nodes.length,
          count: seen.nodes.length,
        });
        return [role, String(seen.totalCount)] as const;
      }),
    );
    expect(Object.fromEntries(got)).toEqual(expected);
    expect(await seenBy(test.signedOut, row)).toBeNull();
  });
});

describe('what one may not see', () => {
  const count = async (client: Client, text: string) => listIn(await client.query(`{ ${text} }`))?.totalCount;

  it('is not found by searching for it: an address', async () => {
    const { owner, member, viewer } = stage.people;
    for (const part of [owner.email, owner.email.slice(owner.username.length, -2), '@people']) {
      expect(await count(member, `users(query: "${part}") { totalCount }`)).toBe(0);
      // Not even by who may see it: whether it matches would tell who can.
      expect(await count(owner, `users(query: "${part}") { totalCount }`)).toBe(0);
      expect(
        await count(viewer, `organization(id: "${scene.organization.id}") { members(query: "${part}") { totalCount } }`),
      ).toBe(0);
      expect(await count(viewer, `project(id: "${scene.project.id}") { members(query: "${part}") { totalCount } }`)).toBe(0);
    }
  });

  it('is not found by the name of who, or of what, is hidden', async () => {
    const { guest, viewer, member, stranger, owner } = stage.people;
    expect(await count(guest, `users(query: "${owner.username}") { totalCount }`)).toBe(0);
    expect(await count(owner, `users(query: "${stranger.username}") { totalCount }`)).toBe(0);
    const atOrganization = (field: string) => `organization(id: "${scene.organization.id}") { ${field} { totalCount } }`;
    expect(await count(viewer, atOrganization(`members(query: "${owner.username}")`))).toBe(0);
    expect(await count(viewer, atOrganization('members(role: OWNER)'))).toBe(0);
    expect(await count(member, atOrganization('projects(query: "secret")'))).toBe(0);
    expect(await count(member, 'projects(query: "secret") { totalCount }')).toBe(0);
    expect(await count(member, `files(organizationId: "${scene.organization.id}", query: "secret") { totalCount }`)).toBe(0);
    expect(await count(stranger, `projects(organizationId: "${scene.organization.id}") { totalCount }`)).toBe(0);
    expect(await count(owner, `project(id: "${scene.project.id}") { files(query: "binned") { totalCount } }`)).toBe(0);
  });

  it('is not found by wildcards, nor by a cursor that was made elsewhere', async () => {
    const { member, owner } = stage.people;
    expect(await count(member, 'projects(query: "%") { totalCount }')).toBe(0);
    expect(await count(member, 'users(query: "_") { totalCount }')).toBe(0);
    // A cursor from the owner's list leads the member along their own.
    const list = 'projects(orderBy: { field: NAME, direction: ASC }';
    const { projects } = await owner.query(`{ ${list}) { edges { cursor node { name } } } }`);
    expect(projects.edges.map(({ node }: { node: { name: string } }) => node.name)).toEqual(['open', 'secret']);
    for (const { cursor } of projects.edges) {
      const { projects: after } = await member.query(
        `{ ${list}, after: "${cursor}") { nodes { name } pageInfo { hasPreviousPage } } }`,
      );
      expect(after.nodes).toEqual([]);
      expect(after.pageInfo.hasPreviousPage).toBe(true);
    }
  });

  it('cannot be ordered by: lists are ordered by what is shown of their rows', async () => {
    const { __schema } = await stage.people.owner.query('{ __schema { types { name enumValues { name } } } }');
    const orders = __schema.types.filter(({ name }: { name: string }) => name.endsWith('OrderField'));
    expect(
      Object.fromEntries(orders.map(({ name, enumValues }: any) => [name, enumValues.map((value: any) => value.name)])),
    ).toEqual({
      FileOrderField: ['NAME', 'SIZE', 'CREATED_AT', 'UPDATED_AT'],
      ProjectOrderField: ['NAME', 'CREATED_AT', 'UPDATED_AT'],
    });
  });

  it('is not counted: a page is full, and the count that of who asks', async () => {
    const { guest } = stage.people;
    const page = await guest.query(
      '{ projects(first: 1) { totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage } } }',
    );
    expect(page.projects).toEqual({
      totalCount: 1,
      nodes: [{ name: 'secret' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: false },
    });
  });
});
