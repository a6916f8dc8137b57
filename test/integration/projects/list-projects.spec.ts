import { TestApp } from '../../testkit/app.js';
import { createProject, updateProject } from '../../testkit/operations.js';
import type { BuiltOrganization, Person } from '../../testkit/world.js';

let test: TestApp;
let owner: Person;
let organization: BuiltOrganization;
let now = Date.UTC(2026, 0, 1);

/** Made as 1, 2, 3, 4 and changed as 3, 1; so created, updated and named are three different orders. */
const names = ['delta', 'Alpha', 'charlie', 'bravo'];

beforeAll(async () => {
  test = await TestApp.start({ clock: { now: () => new Date((now += 1000)) } });
  owner = await test.world().person();
  organization = await test.world().organization([[owner, 'OWNER']]);
  const ids: string[] = [];
  for (const name of names) ids.push((await owner.mutate(createProject, { organizationId: organization.id, name })).project.id);
  await owner.mutate(updateProject, { projectId: ids[2], status: 'ARCHIVED' });
  await owner.mutate(updateProject, { projectId: ids[0], description: 'First.', slug: 'bravo-like' });
});
afterAll(() => test.close());

interface List {
  totalCount: number;
  nodes: { name: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

const list = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $status: ProjectStatus, $query: String, $orderBy: ProjectOrder) {
  organization(id: $id) { projects(first: $first, after: $after, last: $last, before: $before, status: $status, query: $query, orderBy: $orderBy) {
    totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;

const projects = async (variables: Record<string, unknown> = {}): Promise<List> =>
  (await owner.query(list, { id: organization.id, ...variables })).organization.projects;

const namesOf = ({ nodes }: List) => nodes.map(({ name }) => name);

async function forwards(orderBy: object): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await projects({ orderBy, first: 1, after });
    seen.push(...namesOf(page));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
  }
}

async function backwards(orderBy: object): Promise<string[]> {
  const seen: string[] = [];
  for (let before: string | null = null; ;) {
    const page = await projects({ orderBy, last: 3, before });
    seen.unshift(...namesOf(page));
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    if (!page.pageInfo.hasPreviousPage) return seen;
    before = page.pageInfo.startCursor;
  }
}

describe('listing projects', () => {
  const orders = {
    NAME: ['Alpha', 'bravo', 'charlie', 'delta'],
    CREATED_AT: ['delta', 'Alpha', 'charlie', 'bravo'],
    UPDATED_AT: ['Alpha', 'bravo', 'charlie', 'delta'],
  };

  it.each(Object.entries(orders))('goes by %s, both ways, page by page from either end', async (field, ascending) => {
    for (const direction of ['ASC', 'DESC']) {
      const expected = direction === 'ASC' ? ascending : [...ascending].reverse();
      expect(namesOf(await projects({ orderBy: { field, direction } }))).toEqual(expected);
      expect(await forwards({ field, direction })).toEqual(expected);
      expect(await backwards({ field, direction })).toEqual(expected);
    }
  });

  it('shows the newest first unless told otherwise', async () => {
    expect(namesOf(await projects())).toEqual(['bravo', 'charlie', 'Alpha', 'delta']);
  });

  it('filters by status and by text in the name or slug, and counts what is left', async () => {
    expect(await projects({ status: 'ARCHIVED' })).toMatchObject({ totalCount: 1, nodes: [{ name: 'charlie' }] });
    expect(await projects({ status: 'ACTIVE' })).toMatchObject({ totalCount: 3 });
    expect(await projects({ query: 'ALPH' })).toMatchObject({ totalCount: 1, nodes: [{ name: 'Alpha' }] });
    expect(await projects({ query: 'bravo', first: 1 })).toMatchObject({
      totalCount: 2,
      nodes: [{ name: 'bravo' }],
      pageInfo: { hasNextPage: true },
    });
    expect(await projects({ query: '%' })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await projects({ query: '_' })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await projects({ query: 'charlie', status: 'ACTIVE' })).toMatchObject({ totalCount: 0 });
  });

  it('refuses a cursor of another order', async () => {
    const { pageInfo } = await projects({ orderBy: { field: 'NAME', direction: 'ASC' }, first: 1 });
    const { errors } = await owner.send(list, {
      id: organization.id,
      orderBy: { field: 'CREATED_AT', direction: 'ASC' },
      after: pageInfo.endCursor,
    });
    expect(errors).toMatchObject([
      { path: ['organization', 'projects'], extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
    ]);
  });
});

describe('finding projects across organizations', () => {
  const across = `query ($organizationId: ID) { projects(organizationId: $organizationId, orderBy: { field: NAME, direction: ASC }) { totalCount nodes { name } } }`;
  const bySlug = `query ($organizationSlug: String!, $slug: String!) { projectBySlug(organizationSlug: $organizationSlug, slug: $slug) { name } }`;

  it('lists those of all organizations that one is in, or of one', async () => {
    const person = await test.world().person();
    const [here, there] = [
      await test.world().organization([[person, 'MEMBER']]),
      await test.world().organization([[person, 'OWNER']]),
    ];
    await test.world().project(here, { name: 'Here' });
    await test.world().project(there, { name: 'There' });

    expect((await person.query(across)).projects).toEqual({ totalCount: 2, nodes: [{ name: 'Here' }, { name: 'There' }] });
    expect((await person.query(across, { organizationId: here.id })).projects).toEqual({
      totalCount: 1,
      nodes: [{ name: 'Here' }],
    });
    expect((await person.query(across, { organizationId: organization.id })).projects).toEqual({ totalCount: 0, nodes: [] });
    expect(await test.signedOut.query(across)).toEqual({ projects: null });
    expect((await person.send(across, { organizationId: 'org_nonsense' })).errors).toMatchObject([
      { path: ['projects'], extensions: { code: 'BAD_USER_INPUT', argument: 'organizationId' } },
    ]);
  });

  it('finds one by the slugs, for who may see it', async () => {
    const { member, stranger, organization: studio, project } = await test.world().studio();
    const slugs = { organizationSlug: studio.slug, slug: project.slug };
    expect(await member.query(bySlug, slugs)).toEqual({ projectBySlug: { name: project.name } });
    expect(await stranger.query(bySlug, slugs)).toEqual({ projectBySlug: null });
    expect(await member.query(bySlug, { ...slugs, organizationSlug: organization.slug })).toEqual({ projectBySlug: null });
  });
});
