import { FanOut, missed } from './fan-out.js';
import { InProcessPubSub } from './in-process-pub-sub.js';

describe('a topic on which somebody else publishes', () => {
  it.each(['text', 1, null])('tells of %p that something was missed, and goes on', async (foreign) => {
    const pubSub = new InProcessPubSub();
    const listener = await new FanOut(pubSub).listen('topic');
    await pubSub.publish('topic', { position: 1 });
    await pubSub.publish('topic', foreign);
    expect(await listener.take()).toEqual([{ position: 1 }, missed]);
    listener.end();
  });
});
