import fc from 'fast-check';
import { editDistance, nearestName } from './nearest-name.js';

const text = fc.string({ maxLength: 12 });

describe('the edit distance', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['flaw', 'lawn', 2],
  ])('from %s to %s is %d', (from, to, edits) => expect(editDistance(from, to)).toBe(edits));

  it('is a metric', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});

describe('the nearest name', () => {
  it('is at most three edits away', () => {
    expect(nearestName('ATRIUM_DATADIR', ['ATRIUM_ENV', 'ATRIUM_DATA_DIR'])).toBe('ATRIUM_DATA_DIR');
    expect(nearestName('ATRIUM_X', ['ATRIUM_DATA_DIR'])).toBeNull();
  });
});
