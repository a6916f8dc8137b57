import { isObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema } from '../../../src/resolvers/build-schema.js';
import { scopeOfField } from '../../../src/resolvers/scopes.js';
import { AccessScope } from '../../../src/shared/enums/people.js';
import { idPrefixes, newId, type NodeType } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import type { Client } from '../../testkit/client.js';
import { eventually, Socket } from '../../testkit/socket.js';
import { roles, Stage, type Scene } from '../../testkit/stage.js';
import { hidden, nodeTypes } from './rows/nodes.js';
import { organizationPermissions, projectPermissions } from './rows/permissions.js';
import { expected, outcomeOf, type Asker, type Row } from './rows/row.js';
import { rows } from './rows/rows.js';

/*
 * Who may call what. A new field of a root, or a new type of Node, needs a row: in `rows/`, one file an area.
 */
let test: TestApp;
let stage: Stage;
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema();
  test = await TestApp.start();
  stage = await Stage.of(test);
});
afterAll(() => test.close());

const askers: readonly Asker[] = [...roles, 'signedOut', 'narrow'];

const rootFields = () =>
  [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!].flatMap((type) =>
    Object.values(type.getFields()),
  );
const scopeOf = (name: string) => scopeOfField(rootFields().find((field) => field.name === name)!);

/** Each asker's client; `narrow` has all scopes but one. */
async function clientOf({ people }: Stage, asker: Asker, without?: string): Promise<Client> {
  if (asker === 'signedOut') return test.signedOut;
  if (asker !== 'narrow') return people[asker];
  const scopes = Object.keys(AccessScope).filter((scope) => scope !== without) as AccessScope[];
  return test.world().narrowed(people.owner, ...scopes);
}

async function outcome(name: string, row: Row, asker: Asker, scene: Scene): Promise<string> {
  const client = await clientOf(stage, asker, scopeOf(name));
  if (row.text) return overSocket(client, row.text(scene));
  return outcomeOf(await row.call({ client, scene, world: test.world(), asker }));
}

async function overSocket(client: Client, text: string): Promise<string> {
  const socket = Socket.of(client);
  const heard = await socket.subscribe(text);
  // That it goes well is not told; that it does not, at once.
  await eventually(() => heard.errors.length > 0 || undefined, 1_000).catch(() => undefined);
  await socket.close();
  const [error] = heard.errors;
  return error ? outcomeOf({ errors: [error] }) : 'ok';
}

describe('the table of operations', () => {
  it('has a row for each field of the roots, and no other', () => {
    expect(Object.keys(rows).sort()).toEqual(
      rootFields()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it.each(Object.entries(rows))('%s', async (name, row) => {
    const wanted = expected(
      row.gets,
      row.kind === 'query' ? 'null' : 'UNAUTHENTICATED',
      scopeOf(name) === 'NONE' ? 'ok' : 'scope',
    );
    const shared = await stage.scene();
    const got = await Promise.all(
      askers.map(async (asker) => {
        const changes = row.kind === 'mutation' && wanted[asker] === 'ok';
        return [asker, await outcome(name, row, asker, changes ? await stage.scene() : shared)] as const;
      }),
    );
    expect(Object.fromEntries(got)).toEqual(wanted);
  });
});

describe('what the viewer may do, as they are told', () => {
  const told = `query ($organization: ID!, $project: ID!) {
    organization(id: $organization) { viewerPermissions } project(id: $project) { viewerPermissions } }`;

  it('is what they can do', async () => {
    const { organization, project } = await stage.scene();
    const ableTo = (name: string, role: string) => rows[name]!.gets['ok']!.split(' ').includes(role);
    for (const role of roles) {
      const answer = await stage.people[role].query(told, { organization: organization.id, project: project.id });
      for (const [place, permissions] of Object.entries({ organization: organizationPermissions, project: projectPermissions })) {
        for (const [permission, field] of Object.entries(permissions)) {
          if (field === null) continue;
          const has = (answer[place]?.viewerPermissions ?? []).includes(permission);
          expect({ role, permission, has }).toEqual({ role, permission, has: ableTo(field, role) });
        }
      }
    }
  });
});

describe('an object found by its id', () => {
  // Other people than above, where some were added to much by the way.
  let stage: Stage;
  let scene: Scene;
  beforeAll(async () => {
    stage = await Stage.of(test);
    scene = await stage.scene();
  });

  const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  const foundBy = async (id: string, typeName: string) => {
    const type = schema.getType(typeName);
    const scope = isObjectType(type) ? scopeOfField(type.getFields()['id']!) : undefined;
    const found = await Promise.all(
      askers.map(async (asker) => {
        const { data, errors } = await (await clientOf(stage, asker, scope)).send<{ node: unknown }>(node, { id });
        if (asker === 'narrow') expect(errors).toMatchObject([{ extensions: { requiredScopes: [scope] } }]);
        if (data?.node) expect(data.node).toEqual({ __typename: typeName, id });
        return data?.node ? [asker] : [];
      }),
    );
    return found.flat().join(' ');
  };
  const inOrder = (who: string) => askers.filter((asker) => who.split(' ').includes(asker)).join(' ');

  it('has a row for each type of Node', () => {
    const node = schema.getType('Node');
    const types = schema.getPossibleTypes(node as never).map(({ name }) => name);
    expect(Object.keys(nodeTypes).sort()).toEqual([...types].sort());
    expect(Object.keys(idPrefixes).sort()).toEqual([...types].sort());
  });

  it.each(Object.entries(nodeTypes))('%s', async (type, { id, found }) => {
    expect(await foundBy(id(scene), type)).toBe(inOrder(found));
  });

  it.each(Object.entries(hidden))('%s', async (_name, { id, found }) => {
    const [type] = Object.entries(idPrefixes).find(([, prefix]) => id(scene).startsWith(`${prefix}_`))!;
    expect(await foundBy(id(scene), type)).toBe(inOrder(found));
  });

  it.each(Object.entries(nodeTypes))('is the same as none, for who may not see it: %s', async (type, { id, found }) => {
    const missing = `${idPrefixes[type as NodeType]}_${newId()}`;
    const blind = roles.filter((role) => !found.split(' ').includes(role));
    expect(blind).not.toEqual([]);
    for (const client of [...blind.map((role) => stage.people[role]), test.signedOut]) {
      expect(await client.send(node, { id: id(scene) })).toEqual({ data: { node: null } });
      expect(await client.send(node, { id: missing })).toEqual({ data: { node: null } });
    }
  });
});
