import { difference } from './difference.ts';
import { normalise } from './normalise.ts';

const id = '01931c4e-0000-7000-8000-000000000001';
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('comparing the answers of servers', () => {
  it('sees the same in what is only written in another way', () => {
    const one = {
      files: {
        edges: [
          {
            cursor: base64(['createdAt DESC', 1, id]),
            node: { id: `fil_${id}`, size: 7, createdAt: '2020-01-01T00:00:00.000Z' },
          },
        ],
        pageInfo: { endCursor: base64([1, id]), hasNextPage: true },
      },
      userErrors: [],
    };
    const other = {
      files: {
        pageInfo: { hasNextPage: true, endCursor: `1_${id}` },
        edges: [{ node: { createdAt: '2020-01-01T01:00:00+01:00', id, size: '7' }, cursor: `1_${id}` }],
      },
    };
    expect(difference(normalise(one), normalise(other))).toBeNull();
  });

  it.each([
    ['another row', { node: { id: `fil_${id.replace(/1$/, '2')}` } }, 'data.node.id'],
    ['another time', { node: { id, createdAt: '2020-01-01T00:00:00.001Z' } }, 'data.node.createdAt'],
    ['a field less', { node: { id } }, 'data.node.createdAt'],
    ['a list more', { node: { id, createdAt: '2020-01-01T00:00:00Z' }, list: [] }, 'data.list'],
  ])('sees %s', (_, other, where) => {
    const one = { node: { id, createdAt: '2020-01-01T00:00:00Z' } };
    expect(difference(normalise(one), normalise(other))).toMatch(where);
  });

  it('sees a refusal, and leaves out only what it is told to', () => {
    expect(difference(normalise({ userErrors: [] }), normalise({ userErrors: [{ code: 'FORBIDDEN' }] }))).toMatch('userErrors');
    const [one, other] = [{ a: [{ b: 1, c: 1 }] }, { a: [{ b: 2, c: 1 }] }];
    expect(difference(one, other, ['b'])).toBeNull();
    expect(difference(one, { a: [{ b: 2, c: 2 }] }, ['b'])).toMatch('data.a.0.c');
    expect(difference(one, { a: [] }, ['b'])).toMatch('data.a.0');
  });
});
