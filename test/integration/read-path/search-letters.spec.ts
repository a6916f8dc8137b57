import { TestApp } from '../../testkit/app.js';
import { addFiles } from '../../testkit/files.js';
import type { BuiltOrganization, BuiltProject, Person } from '../../testkit/world.js';

let test: TestApp;
let owner: Person;
let organization: BuiltOrganization;
let project: BuiltProject;
beforeAll(async () => {
  test = await TestApp.start();
  const world = test.world();
  owner = await world.person('Øystein Ærø');
  organization = await world.organization([[owner, 'OWNER']], 'Žižkov');
  project = await world.project(organization, { name: 'Живой ÉTÉ' });
  await addFiles(test, organization, project, owner, [{ name: 'Ärger.txt' }, { name: 'straße.txt' }]);
});
afterAll(() => test.close());

describe('searching by text', () => {
  const search = `query ($organization: String, $project: String, $file: String, $person: String, $id: ID!) {
    organizations(query: $organization) { totalCount }
    projects(query: $project) { totalCount }
    project(id: $id) { files(query: $file) { totalCount } }
    users(query: $person) { totalCount } }`;
  const countsOf = async (words: object) => {
    const { organizations, projects, project: found, users } = await owner.query(search, { id: project.id, ...words });
    return [organizations, projects, found.files, users].map(({ totalCount }) => totalCount as number);
  };

  it('takes capital and small letters for the same beyond ASCII, too', async () => {
    const asTheyAre = { organization: 'Žiž', project: 'Живой ÉTÉ', file: 'Ärger', person: 'Øystein Æ' };
    const small = { organization: 'žiž', project: 'живой été', file: 'ärger', person: 'øystein æ' };
    const capital = { organization: 'ŽIŽ', project: 'ЖИВОЙ ÉTÉ', file: 'ÄRGER', person: 'ØYSTEIN Æ' };
    for (const words of [asTheyAre, small, capital]) expect(await countsOf(words)).toEqual([1, 1, 1, 1]);
  });

  it('takes letters with and without marks for others', async () => {
    expect(await countsOf({ organization: 'Ziz', project: 'ete', file: 'strasse', person: 'Oystein' })).toEqual([0, 0, 0, 0]);
  });
});
