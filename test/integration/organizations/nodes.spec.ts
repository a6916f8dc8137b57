import { newId } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import type { Client } from '../../testkit/client.js';
import { codesOf } from '../../testkit/exchange.js';
import { inviteMember } from '../../testkit/invitations.js';

let test: TestApp;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
/** The id of one object of each type. */
let ids: Record<string, string>;

const uploadFile = `mutation ($input: UploadFileInput!) { uploadFile(input: $input) { file { id currentVersion { id } } userErrors { code path } } }`;
const found = `query ($slug: String!, $project: ID!) {
  organizationBySlug(slug: $slug) { members(role: GUEST) { nodes { id } } }
  project(id: $project) { members { nodes { id } } activity { nodes { id } } } }`;

beforeAll(async () => {
  test = await TestApp.start();
  studio = await test.world().studio();
  const { owner, guest, organization, project } = studio;
  const { file } = await owner.upload(
    uploadFile,
    { folderId: project.rootFolderId, name: 'a.txt' },
    { name: 'a.txt', bytes: 'hello' },
  );
  await test.app.settle();
  const seen = await owner.query(found, { slug: organization.slug, project: project.id });
  const { invitation } = await owner.mutate(inviteMember, {
    organizationId: organization.id,
    email: 'invited@people.example',
    role: 'GUEST',
  });
  const { notifications } = await guest.query('{ notifications { nodes { id } } }');
  ids = {
    User: guest.id,
    Viewer: `viw_${guest.storedId}`,
    Organization: organization.id,
    OrganizationMember: seen.organizationBySlug.members.nodes[0].id,
    Project: project.id,
    ProjectMember: seen.project.members.nodes[0].id,
    Folder: project.rootFolderId,
    File: file.id,
    FileVersion: file.currentVersion.id,
    Notification: notifications.nodes[0].id,
    Invitation: invitation.id,
    Activity: seen.project.activity.nodes[0].id,
  };
});
afterAll(() => test.close());

const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

/** The types of what somebody gets, of one object of each type. */
async function typesSeenBy(asker: Client): Promise<string[]> {
  const seen = await Promise.all(Object.values(ids).map(async (id) => (await asker.query(node, { id })).node));
  const { nodes: together } = await asker.query(nodes, { ids: Object.values(ids) });
  expect(together).toEqual(seen);
  for (const object of seen) if (object !== null) expect(object.id).toBe(ids[object.__typename]);
  return seen.flatMap((object) => object?.__typename ?? []);
}

describe('objects by their id', () => {
  const shared = [
    'User',
    'Organization',
    'OrganizationMember',
    'Project',
    'ProjectMember',
    'Folder',
    'File',
    'FileVersion',
    'Activity',
  ];

  it('are found by owner and member, but for what is another person alone', async () => {
    expect((await typesSeenBy(studio.owner)).sort()).toEqual([...shared, 'Invitation'].sort());
    expect(await typesSeenBy(studio.member)).toEqual(shared);
  });

  it('are found by a guest in the project to which they were added, with what is theirs alone', async () => {
    expect((await typesSeenBy(studio.guest)).sort()).toEqual(
      Object.keys(ids)
        .filter((type) => type !== 'Invitation')
        .sort(),
    );
  });

  it('of a project to which they were not added are not found by a guest', async () => {
    const { guest, owner, organization } = studio;
    const project = await test.world().project(organization);
    const theirs = [project.id, project.rootFolderId, owner.id];
    expect(await guest.query(nodes, { ids: theirs })).toEqual({ nodes: [null, null, null] });
    expect((await owner.query(nodes, { ids: theirs })).nodes.map(({ id }: { id: string }) => id)).toEqual(theirs);
  });

  it('are found neither by strangers nor by who is signed out', async () => {
    expect(await typesSeenBy(studio.stranger)).toEqual([]);
    expect(await typesSeenBy(test.signedOut)).toEqual([]);
  });

  it('bring what is asked of their type, and lead on', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { slug } ... on File { name uploadedBy { name } } ... on User { name } } }`;
    expect(await studio.member.query(query, { ids: [ids['File'], ids['User'], ids['Organization']] })).toEqual({
      nodes: [{ name: 'a.txt', uploadedBy: { name: 'Owner' } }, { name: 'Guest' }, { slug: studio.organization.slug }],
    });
  });

  it('come in the order of their ids, null in the place of what is not there', async () => {
    const { organization, project, owner } = studio;
    const asked = [
      project.id,
      `prj_${newId()}`,
      organization.id,
      'rubbish',
      '',
      project.id,
      `xyz_${project.storedId}`,
      project.storedId,
    ];
    const { nodes: answered } = await owner.query(nodes, { ids: asked });
    expect(answered.map((object: { id: string } | null) => object?.id ?? null)).toEqual([
      project.id,
      null,
      organization.id,
      null,
      null,
      project.id,
      null,
      null,
    ]);
  });

  it('are the same whether their UUID is written in small or in capital letters', async () => {
    const { organization, owner } = studio;
    expect(await owner.query(node, { id: `org_${organization.storedId.toUpperCase()}` })).toEqual({
      node: { __typename: 'Organization', id: organization.id },
    });
  });

  it('are answered up to a hundred at a time', async () => {
    const { organization, owner } = studio;
    expect((await owner.query(nodes, { ids: Array(100).fill(organization.id) })).nodes).toHaveLength(100);
    const answer = await owner.send(nodes, { ids: Array(101).fill(organization.id) });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.extensions).toMatchObject({ argument: 'ids', maximum: 100 });
  });
});
