import { nestsDeeperThan } from './json-depth.js';

const deeper = (text: string, depth: number) => nestsDeeperThan(Buffer.from(text), depth);

describe('the depth of JSON', () => {
  it.each([
    ['1', 0],
    ['"[[[["', 0],
    [String.raw`"\"[[["`, 0],
    [String.raw`{"\\":[1,{"ä[":2}]}`, 3],
    ['[[],[],[]]', 2],
    ['[[[[', 4],
  ])('%s has %d levels', (text, levels) => {
    expect(deeper(text, levels)).toBe(false);
    if (levels > 0) expect(deeper(text, levels - 1)).toBe(true);
  });
});
