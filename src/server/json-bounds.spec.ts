import { tooComplex } from './json-bounds.js';

const complaint = (json: string) => tooComplex(Buffer.from(json));
const list = (count: number, item: string) => `[${Array.from({ length: count }, () => item).join()}]`;
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
/** So that it is looked at, at all. */
const padding = `"${'x'.repeat(10_000)}"`;

describe('JSON of more than 8 KiB', () => {
  it.each([
    ['a long text', padding],
    ['brackets, commas and escaped quotes in a text', `"${'\\"[{,:'.repeat(20_000)}"`],
    ['a text that ends with a backslash', `["${'\\\\'.repeat(10_000)}",${nested(90)}]`],
    ['100 levels', `[${padding},${nested(99)}]`],
    ['49,999 items', list(49_999, '1')],
    ['no JSON', 'x'.repeat(10_000)],
  ])('%s may be parsed', (_, json) => expect(complaint(json)).toBeNull());

  it.each([
    ['101 levels', `[${padding},${nested(100)}]`, 'at most 100 levels'],
    ['levels after a text that ends with a backslash', `["${'\\\\'.repeat(10_000)}",${nested(100)}]`, 'at most 100 levels'],
    ['levels that are never closed', '['.repeat(10_000), 'at most 100 levels'],
    ['50,002 items', list(50_002, '1'), 'at most 50000'],
    ['20,000 objects in a list', list(20_000, '{"a":1}'), 'at most 50000'],
    ['30,000 lists in a list', list(30_000, '[]'), 'at most 50000'],
  ])('%s may not', (_, json, words) => expect(complaint(json)).toContain(words));
});

describe('small JSON', () => {
  it('is not looked at: no operation takes it, and parsing it is nothing', () => {
    expect(complaint(nested(4_000))).toBeNull();
  });
});
