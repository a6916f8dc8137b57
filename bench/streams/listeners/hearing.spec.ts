import { Hearing, type Ear } from './hearing.ts';

const message = (position: number, name: string | null, id = 'a') => {
  const cursor = Buffer.from(`stream:${position}`).toString('base64url');
  const activity = name === null ? null : { id, summary: `created the folder "${name}"` };
  return Buffer.from(JSON.stringify({ id: '1', type: 'next', payload: { data: { projectActivity: { cursor, activity } } } }));
};

describe('what two sockets hear of one stream', () => {
  let done: string[];
  let hearing: Hearing;
  let one: Ear;
  let other: Ear;
  const hear = (ear: Ear, bytes: Buffer) => hearing.hear(ear, bytes, 0, bytes.length);
  beforeEach(() => {
    done = [];
    hearing = new Hearing(2, (name) => done.push(name));
    [one, other] = [{ position: 0 }, { position: 0 }];
  });

  it('is told when both have heard an event, and how long after its commit', () => {
    hear(one, message(7, 'first'));
    expect(done).toEqual([]);
    hear(other, message(7, 'first'));
    hear(one, message(8, 'second'));
    hear(one, message(8, null));
    expect(done).toEqual(['first']);
    expect(hearing).toMatchObject({ deliveries: 3, hearing: 2 });
    const { deliveries, p50, most } = hearing.latencies(new Map([['first', Date.now() - 1_000]]));
    expect(deliveries).toBe(2);
    expect(p50).toBeGreaterThan(900);
    expect(most).toBeLessThan(10_000);
  });

  it.each([
    ['an event is left out', message(9, 'third')],
    ['an event comes twice', message(7, 'first')],
    ['another is told than the first one was', message(8, 'second', 'b')],
    ['it is told of an error', Buffer.from('{"id":"1","type":"error","payload":[]}')],
    ['its cursor moves on by nothing', message(8, null)],
  ])('is not right when %s', (_, next) => {
    hear(one, message(7, 'first'));
    hear(other, message(7, 'first'));
    hear(one, message(8, 'second'));
    expect(() => hear(other, next)).toThrow(/heard|told|moved/);
  });
});
