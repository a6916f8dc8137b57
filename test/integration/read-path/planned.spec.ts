import { TestApp } from '../../testkit/app.js';
import { ReadStrategies } from '../../testkit/read-strategies.js';
import { roles, Stage, type Scene } from '../../testkit/stage.js';

let test: TestApp;
let stage: Stage;
let scene: Scene;
let read: ReadStrategies;
beforeAll(async () => {
  test = await TestApp.start();
  stage = await Stage.of(test);
  scene = await stage.scene();
  read = await ReadStrategies.of(test);
});
afterAll(() => test.close());

const page = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const queries: Record<string, string> = {
  'an object by its id':
    'query ($project: ID!) { project(id: $project) { id name status createdAt deletedAt description revision } }',
  'objects that a row names':
    'query ($file: ID!) { file(id: $file) { id size folder { id name parent { id } } project { organization { slug } createdBy { name } } uploadedBy { name bio } currentVersion { number size } } }',
  'lists in lists': `query ($organization: ID!) { organization(id: $organization) { members(last: 3) { ${page} edges { cursor node { id role user { name } } } }
    projects(first: 1) { ${page} nodes { name files(first: 5, orderBy: { field: NAME, direction: ASC }) { nodes { name uploadedBy { name } } } members(role: EDITOR) { totalCount } } } deletedProjects { totalCount } invitations { nodes { email } } activity { nodes { type summary } } } }`,
  'what is made in code':
    'query ($organization: ID!) { organization(id: $organization) { viewerPermissions __typename viewerRole members { nodes { joinedAt user { email } } } projects { nodes { viewerRole trash { totalCount nodes { __typename } } } } } }',
  'the viewer':
    'query { viewer { id email hasPassword user { id name } invitations { totalCount nodes { organizationName organization { name } } } activity(first: 2) { nodes { type actor { __typename name } subject { id } } } unreadNotificationCount } notifications(first: 3) { unreadCount totalCount nodes { title actor { name } organization { name } } } }',
  'lists at the root': `query ($storedOrganization: ID!) { users(first: 2) { ${page} nodes { name } } projects { ${page} edges { cursor } } organizations(query: "scene") { nodes { name } } files(organizationId: $storedOrganization, first: 1) { ${page} nodes { name } } }`,
  'what of a page can be said without its rows, of many rows and of none':
    'query ($organization: ID!, $no: Boolean = false) { many: users(first: 2) { pageInfo { hasPreviousPage } } none: organizations(first: 2, query: "no such") { pageInfo { __typename } } organization(id: $organization) { members(last: 2) { pageInfo { hasNextPage } } projects(first: 1) { pageInfo { endCursor @include(if: $no) } } } }',
  fragments:
    'query ($project: ID!, $yes: Boolean = true, $no: Boolean = false) { p: project(id: $project) { ...named @include(if: $yes) ... on Node { id } ...named @skip(if: $yes) name @include(if: $no) } q: project(id: $project) { a: files(first: 1) { totalCount } b: files(last: 1) { nodes { name } } } } fragment named on Project { title: name createdBy { ... on Actor { name } } }',
  slugs:
    'query ($slug: String!, $projectSlug: String!) { organizationBySlug(slug: $slug) { id } projectBySlug(organizationSlug: $slug, slug: $projectSlug) { id folders: rootFolder { folders { nodes { name ancestors { name } } } } } }',
};

describe('a planned query', () => {
  it.each(Object.entries(queries))('answers as field by field: %s', async (_name, text) => {
    const { organization, project, file } = scene;
    const all: Record<string, string> = {
      ...{ organization: organization.id, storedOrganization: organization.id, project: project.id, file },
      ...{ slug: organization.slug, projectSlug: project.slug },
    };
    const variables = Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(`$${name}:`)));
    for (const client of [...roles.map((role) => stage.people[role]), test.signedOut]) {
      const planned = await read.planned(client, text, variables);
      expect(planned).not.toBeNull();
      expect(planned).toEqual(await read.batched(client, text, variables));
      expect(JSON.stringify(planned)).toBe(JSON.stringify(await read.batched(client, text, variables)));
    }
  });
});
