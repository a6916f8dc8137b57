import { RedisCounters } from './redis-counters.js';

describe('counters while Redis is away', () => {
  it('go on in this process, at once', async () => {
    const counters = new RedisCounters('redis://127.0.0.1:1', 'atrium:test', () => undefined);
    const counter = counters.counter('test', 60);
    const began = performance.now();
    expect(await counter.add('ada', 3)).toMatchObject({ used: 3 });
    expect(await counter.add('ada', 4)).toMatchObject({ used: 7, millisecondsLeft: expect.any(Number) });
    expect(performance.now() - began).toBeLessThan(500);
    await counters.close();
  });
});
