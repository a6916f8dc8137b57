import { TestApp } from '../../testkit/app.js';
import type { NestedFilesQuery } from '../../testkit/graphql/graphql.js';
import { graphql } from '../../testkit/graphql/index.js';
import { addFiles } from '../../testkit/files.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

/** An organization with that many projects, each with that many files. */
async function organizationWith(projects: number, filesEach: number) {
  const world = test.world();
  const owner = await world.person();
  const organization = await world.organization([[owner, 'OWNER']]);
  for (let made = 0; made < projects; made++) {
    const project = await world.project(organization);
    await addFiles(test, organization, project, owner, Array(filesEach).fill({}));
  }
  return { owner, organization };
}

describe('a nested query', () => {
  const nested = graphql(`
    query NestedFiles($slug: String!) {
      organizationBySlug(slug: $slug) {
        name
        projects(first: 20) {
          nodes {
            name
            files(first: 10) {
              nodes {
                name
                uploadedBy {
                  name
                }
              }
            }
          }
        }
      }
    }
  `);

  it.each([
    [1, 1],
    [7, 3],
    [25, 12],
  ])(
    'costs one statement once it is prepared, and four before, here with %i projects of %i files',
    async (projects, filesEach) => {
      const { owner, organization } = await organizationWith(projects, filesEach);
      // Nobody else has asked it in just these words.
      const text = `${nested.toString()} # ${projects}`;
      const answers: NestedFilesQuery[] = [];
      const ask = () =>
        test.statementsOf(async () => {
          answers.push(await owner.query(text, { slug: organization.slug }));
        });
      // With the one that finds out who asks.
      expect(await ask()).toHaveLength(4);
      expect(await ask()).toHaveLength(1);
      const [answer] = answers as [NestedFilesQuery];
      expect(answers[1]).toEqual(answer);
      expect(answer.organizationBySlug!.projects!.nodes).toHaveLength(Math.min(projects, 20));
      expect(answer.organizationBySlug!.projects!.nodes[0]!.files!.nodes).toHaveLength(Math.min(filesEach, 10));
      expect(answer.organizationBySlug!.projects!.nodes[0]!.files!.nodes[0]!.uploadedBy!.name).toMatch(/^Person/);
    },
  );

  it('asks for the columns that are selected and for no others', async () => {
    const { owner, organization } = await organizationWith(1, 1);
    const [, lookup, projects] = await test.statementsOf(() =>
      owner.query(`query ($slug: String!) { organizationBySlug(slug: $slug) { name projects { nodes { status } } } }`, {
        slug: organization.slug,
      }),
    );
    expect(lookup).toMatch(/^select r\."id" as "id", r\."slug" as "slug", r\."name" as "name" from/);
    expect(projects).toContain('r."status" as "status"');
    expect(projects).not.toContain('description');
  });

  it('counts when it is asked to count, and then does not read the rows', async () => {
    const { owner, organization } = await organizationWith(3, 1);
    const statements = await test.statementsOf(async () => {
      const answer = await owner.query(`query ($id: ID!) { organization(id: $id) { projects { totalCount } } }`, {
        id: organization.id,
      });
      expect(answer.organization.projects.totalCount).toBe(3);
    });
    expect(statements.filter((sql) => sql.includes('"projects"'))).toEqual([expect.stringContaining('count(*)')]);
  });

  it('costs no more with the place in the stream', async () => {
    const { owner, organization } = await organizationWith(3, 1);
    const ask = async (fields: string) => {
      const text = `{ organization(id: "${organization.id}") { projects { nodes { activity { ${fields} nodes { id } } } } }
        notifications { ${fields} nodes { id } } }`;
      const counts: number[] = [];
      for (let turn = 0; turn < 2; turn++) {
        test.statements.length = 0;
        await owner.query(text);
        counts.push(test.statements.filter((sql) => /"(activities|notifications|projects|organizations)"/.test(sql)).length);
      }
      return counts;
    };
    await test.app.settle();
    // Once it is prepared, it is one.
    expect(await ask('__typename')).toEqual([4, 1]);
    expect(await ask('streamCursor')).toEqual([4, 1]);
  });

  it('answers fragments, aliases and the same field twice', async () => {
    const { owner, organization } = await organizationWith(2, 3);
    const answer = await owner.query(
      `query ($id: ID!) { organization(id: $id) { ...a first: projects(first: 1) { nodes { id } } second: projects(last: 1) { nodes { id name } } } }
       fragment a on Organization { projects { nodes { ... on Project { slug } ...b } } }
       fragment b on Project { files(first: 2) { edges { cursor node { size __typename } } } }`,
      { id: organization.id },
    );
    expect(answer.organization.first.nodes[0].id).not.toBe(answer.organization.second.nodes[0].id);
    expect(answer.organization.projects.nodes).toHaveLength(2);
    expect(answer.organization.projects.nodes[0].files.edges[1].node).toEqual({ size: 1, __typename: 'File' });
  });
});
