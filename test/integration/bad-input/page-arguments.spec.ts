import { TestApp } from '../../testkit/app.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start();
  ada = await test.world().person('Ada');
});
afterEach(async () => {
  expect((await ada.query('{ users { totalCount } }')).users.totalCount).toBe(1);
});
afterAll(() => test.close());

const lists = ['users', 'organizations', 'projects', 'notifications', 'viewer.activity'];
const ask = (list: string, args: string) =>
  ada.send(
    list === 'viewer.activity' ? `{ viewer { activity(${args}) { nodes { id } } } }` : `{ ${list}(${args}) { nodes { id } } }`,
  );

describe.each(lists)('the pages of %s', (list) => {
  it.each([
    ['first: 1000', 'first', /1000.*100/],
    ['first: 101', 'first', /101.*100/],
    ['last: 1000', 'last', /1000.*100/],
    ['first: -1', 'first', /-1/],
    ['last: -1', 'last', /-1/],
    ['first: 10, last: 10', 'last', /not for both/],
    ['after: "x"', 'after', /no cursor/],
    ['before: "x"', 'before', /no cursor/],
    ['last: 1, after: "x"', 'after', /no cursor/],
  ])('are not had by %s', async (args, argument, message) => {
    const { errors } = await ask(list, args);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), path: list.split('.'), extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });

  it.each(['first: 0', 'first: 100', 'last: 100', 'first: null, last: 1', 'first: null, after: null, last: null, before: null'])(
    'are had by %s',
    async (args) => {
      expect((await ask(list, args)).errors).toBeUndefined();
    },
  );
});

describe('a list that cannot be answered', () => {
  it('leaves the rest of the answer as it is', async () => {
    const { data, errors } = await ada.send('{ viewer { email } users(first: 1000) { totalCount } }');
    expect(data).toEqual({ viewer: { email: ada.email }, users: null });
    expect(errors).toHaveLength(1);
  });
});
