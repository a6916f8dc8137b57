import * as fc from 'fast-check';
import { encodeCursor } from '../../../src/shared/cursor.js';
import { TestApp } from '../../testkit/app.js';
import { expectNoInternals } from '../../testkit/exchange.js';
import { addFiles } from '../../testkit/files.js';
import type { BuiltOrganization, Person } from '../../testkit/world.js';

let test: TestApp;
let owner: Person;
let organization: BuiltOrganization;
/** A good cursor of each kind of list: by time, and by name. */
let byTime: string;
let byName: string;

const projects = `query ($id: ID!, $after: String, $before: String, $orderBy: ProjectOrder) { organization(id: $id) {
  projects(first: 5, after: $after, before: $before, orderBy: $orderBy) { totalCount edges { cursor } pageInfo { hasPreviousPage hasNextPage } } } }`;
const newestFirst = { field: 'CREATED_AT', direction: 'DESC' };
const nameFirst = { field: 'NAME', direction: 'ASC' };
const ask = (variables: object) => owner.send(projects, { id: organization.id, ...variables });

beforeAll(async () => {
  test = await TestApp.start();
  owner = await test.world().person();
  organization = await test.world().organization([[owner, 'OWNER']]);
  for (let made = 0; made < 3; made++) await test.world().project(organization);
  [byTime, byName] = (await Promise.all(
    [newestFirst, nameFirst].map(
      async (orderBy) => (await ask({ orderBy })).data!.organization.projects.edges[1].cursor as string,
    ),
  )) as [string, string];
});
afterEach(async () => {
  expect((await ask({ orderBy: newestFirst, after: byTime })).data!.organization.projects.edges).toHaveLength(1);
});
afterAll(() => test.close());

const refused = (argument: string) => [
  { message: `\`${argument}\` is no cursor of this list.`, extensions: { code: 'BAD_USER_INPUT', argument } },
];
const made = (...parts: unknown[]) => Buffer.from(parts.join('|')).toString('base64url');
const id = '01931c4e-0000-7000-8000-000000000000';

describe('a cursor', () => {
  it('of another order is refused', async () => {
    expect((await ask({ orderBy: newestFirst, after: byName })).errors).toMatchObject(refused('after'));
    expect((await ask({ orderBy: nameFirst, before: byTime })).errors).toMatchObject(refused('before'));
    expect((await ask({ orderBy: { field: 'NAME', direction: 'DESC' }, after: byName })).errors).toMatchObject(refused('after'));
    expect((await ask({ orderBy: { field: 'UPDATED_AT', direction: 'DESC' }, after: byTime })).errors).toMatchObject(
      refused('after'),
    );
  });

  it.each([
    ['nothing', ''],
    ['a word', 'cursor'],
    ['an object', made('{}')],
    ['null', made('null')],
    ['a position without an id', made('createdAt DESC', 0)],
    ['a position with an id of rubbish', made('createdAt DESC', 0, "' or true --")],
    ['a position with more than it has', made('createdAt DESC', 0, id, 1)],
    ['a text for a time', made('createdAt DESC', '2026-01-01', id)],
    ['a time out of this world', made('createdAt DESC', Number.MAX_SAFE_INTEGER, id)],
    ['a time before all times', made('createdAt DESC', -Number.MAX_SAFE_INTEGER, id)],
    ['a fraction', made('createdAt DESC', 0.5, id)],
    ['an object for a time', made('createdAt DESC', { valueOf: 1 }, id)],
    ['an order that there is not', made('passwordHash DESC', 0, id)],
    ['a megabyte less a bit', 'A'.repeat(900_000)],
    ['lists in lists', Buffer.from('['.repeat(100_000)).toString('base64url')],
  ])('that is %s is refused', async (_, after) => {
    const answer = await ask({ orderBy: newestFirst, after });
    expect(answer.errors).toMatchObject(refused('after'));
  });

  it('by name with a zero byte is refused', async () => {
    expect((await ask({ orderBy: nameFirst, after: made('name ASC', 'a\0', id) })).errors).toMatchObject(refused('after'));
  });

  it('at the ends of time is one of this list', async () => {
    for (const time of [Date.UTC(9999, 11, 31, 23, 59, 59, 999), new Date('0001-01-01T00:00:00Z').getTime()]) {
      const { data } = await ask({ orderBy: newestFirst, after: made('createdAt DESC', time, id) });
      expect(data!.organization.projects.edges).toHaveLength(time > 0 ? 3 : 0);
    }
  });

  it('of versions with a number that no version can have is refused', async () => {
    const another = await test.world().organization([[owner, 'OWNER']]);
    const [file] = await addFiles(test, another, await test.world().project(another), owner, [{}]);
    const versions = `query ($id: ID!, $after: String) { file(id: $id) { versions(first: 5, after: $after) { nodes { id } } } }`;
    for (const number of [2 ** 31, -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER]) {
      const answer = await owner.send(versions, { id: `fil_${file}`, after: encodeCursor('number DESC', number, id) });
      expect(answer.errors).toMatchObject(refused('after'));
    }
    const greatest = encodeCursor('number DESC', 2 ** 31 - 1, id);
    expect((await owner.send(versions, { id: `fil_${file}`, after: greatest })).errors).toBeUndefined();
  });

  it('however it is changed, is read or refused, and never breaks the server', async () => {
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \0"\\é🙂');
    const change = fc.record({ at: fc.nat(), cut: fc.nat({ max: 3 }), put: fc.string({ unit: letter, maxLength: 4 }) });
    const tampered = fc.tuple(fc.boolean(), fc.array(change, { minLength: 1, maxLength: 4 })).map(([timed, changes]) => ({
      orderBy: timed ? newestFirst : nameFirst,
      cursor: changes.reduce(
        (text, { at, cut, put }) => {
          const start = at % (text.length + 1);
          return text.slice(0, start) + put + text.slice(start + cut);
        },
        timed ? byTime : byName,
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tampered, fc.constantFrom('after', 'before'), async ({ orderBy, cursor }, argument) => {
        const answer = await ask({ orderBy, [argument]: cursor, ...(argument === 'before' && { first: null }) });
        if (answer.errors) expect(answer.errors).toMatchObject(refused(argument));
        else expect(answer.data!.organization.projects.totalCount).toBe(3);
        expectNoInternals(JSON.stringify(answer));
      }),
      { numRuns: 80 },
    );
  });

  it('whatever is in it, is read or refused', async () => {
    const content = fc.oneof(
      fc.json().map((text) => ({ orderBy: newestFirst, text })),
      fc
        .anything({ withNullPrototype: false })
        .map((value) => ({ orderBy: newestFirst, text: stringified(['createdAt DESC', value, id]) })),
      fc.string({ unit: 'binary' }).map((value) => ({ orderBy: nameFirst, text: stringified(['name ASC', value, id]) })),
      fc.integer().map((value) => ({ orderBy: newestFirst, text: stringified(['createdAt DESC', value * 1e6, id]) })),
    );
    await fc.assert(
      fc.asyncProperty(content, async ({ orderBy, text }) => {
        const answer = await ask({ orderBy, after: Buffer.from(text).toString('base64url') });
        if (answer.errors) expect(answer.errors).toMatchObject(refused('after'));
        else expect(answer.data!.organization.projects.totalCount).toBe(3);
      }),
      { numRuns: 80 },
    );
  });
});

function stringified(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
