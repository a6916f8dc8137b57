import { FileVersionEntity } from '../../../src/entities/relational/file-version.entity.js';
import { encodeId, newId } from '../../../src/shared/ids.js';
import { BothWays, ORIGIN } from '../../testkit/both-ways.js';
import { addFiles } from '../../testkit/files.js';
import type { RawAnswer } from '../../testkit/raw-request.js';

let ways: BothWays;
let version: string;
beforeAll(async () => {
  ways = await BothWays.start();
  const { ada, organization, project, usual } = ways;
  const [fileId] = await addFiles(usual, organization, project, ada, [{ name: 'a.txt' }]);
  const { em } = usual.app.database;
  const id = newId();
  const content = { number: 1, state: 'READY', mimeType: 'text/plain', size: 3, sha256: 'ab', storageKey: id } as const;
  em.create(FileVersionEntity, {
    ...{ id, organizationId: organization.storedId, fileId: fileId!, createdAt: new Date(), uploadedById: ada.storedId },
    ...content,
  });
  await em.flush();
  version = encodeId('FileVersion', id);
});
afterAll(() => ways.close());

let number = 0;
/** What GET answers on both ways, by now all of it directly. */
async function get(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const path = `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`;
  const request = {
    ...{ method: 'GET', path },
    headers: { 'apollo-require-preflight': 'true', authorization: `Bearer ${ways.ada.token}`, ...headers },
  };
  await ways.send(request, `get-${++number}`);
  return ways.send(request, `get-${++number}`);
}

const header = ({ headers }: RawAnswer, wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;

const NAME = 'query ($id: ID!) { project(id: $id) { name } }';

const RENAME = 'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { userErrors { code } } }';

describe('an answer to GET', () => {
  it('is sent once, as long as it is the same', async () => {
    const variables = { id: ways.project.id };
    const first = await get(NAME, variables);
    const etag = header(first, 'etag')!;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(header(first, 'cache-control')).toBe('private, no-cache');
    expect(header(first, 'vary')).toBe('Origin, Accept, Authorization');

    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(NAME, variables, { 'if-none-match': sent });
      expect([again.status, again.body, again.direct]).toEqual([304, '', true]);
      expect([header(again, 'etag'), header(again, 'cache-control')]).toEqual([etag, 'private, no-cache']);
      expect([header(again, 'content-type'), header(again, 'content-length')]).toEqual([null, null]);
      expect(header(again, 'ratelimit')).not.toBeNull();
    }

    const body = { query: RENAME, variables: { input: { projectId: ways.project.id, name: 'Renamed' } } };
    await ways.send(
      { headers: { 'content-type': 'application/json', authorization: `Bearer ${ways.ada.token}` }, body },
      'rename',
    );
    const changed = await get(NAME, variables, { 'if-none-match': etag });
    expect([changed.status, changed.body]).toEqual([200, '{"data":{"project":{"name":"Renamed"}}}\n']);
  });

  it('is another one in another type', async () => {
    const tagIn = async (accept: string) => header(await get('{ __typename }', {}, { accept }), 'etag');
    const tags = [await tagIn('application/json'), await tagIn('application/graphql-response+json')];
    expect(new Set(tags).size).toBe(2);
  });

  it('may be kept as long as the shortest of its fields says, by nobody else', async () => {
    const keeping = async (query: string) => header(await get(query, { id: version }), 'cache-control');
    expect(await keeping('query ($id: ID!) { node(id: $id) { __typename ... on FileVersion { id size sha256 } } }')).toBe(
      'private, max-age=60',
    );
    expect(await keeping('{ __schema { queryType { name } } __typename }')).toBe('private, max-age=300');
    expect(await keeping('{ __typename }')).toBe('private, no-cache');
    expect(await keeping('query ($id: ID!) { node(id: $id) { ... on FileVersion { id state } } }')).toBe('private, no-cache');
    expect(await keeping('query ($id: ID!) { node(id: $id) { ...F } } fragment F on FileVersion { size file { name } }')).toBe(
      'private, no-cache',
    );
    expect(await keeping('query ($id: ID!) { node(id: $id) { id } }')).toBe('private, no-cache');
  });

  it('is not kept where something is missing, which may come', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { ... on FileVersion { size } } }';
    expect(header(await get(query, { id: encodeId('FileVersion', newId()) }), 'cache-control')).toBe('private, no-cache');
  });

  it.each([
    ['an error of a field', '{ viewer { email } users(first: -1) { nodes { id } } }', {}],
    ['a document that is not valid', '{ nothing }', {}],
    ['a token that is not good', '{ __typename }', { authorization: 'Bearer x' }],
    ['a page of another site', '{ __typename }', { 'apollo-require-preflight': '' }],
    ['no type that is served', '{ __typename }', { accept: 'image/png' }],
  ])('is never kept when it tells of %s', async (_, query, headers) => {
    const answer = await get(query, {}, { ...headers, 'if-none-match': '*', origin: ORIGIN });
    expect([header(answer, 'cache-control'), header(answer, 'etag')]).toEqual(['no-store', null]);
    expect(JSON.parse(answer.body).errors).toHaveLength(1);
  });

  it('is not told to who asks by POST', async () => {
    const headers = { 'content-type': 'application/json', 'if-none-match': '*' };
    const answer = await ways.send({ headers, body: { query: '{ __typename }' } }, `post-${++number}`);
    expect([answer.status, header(answer, 'etag'), header(answer, 'cache-control')]).toEqual([200, null, null]);
  });
});
