import { candidateNames, freeName } from './free-name.js';

describe('a free name', () => {
  const inUse = (...names: string[]) => new Set(names);

  it.each([
    ['a.txt', inUse(), 'a.txt'],
    ['a.txt', inUse('a.txt'), 'a (2).txt'],
    ['a.txt', inUse('a.txt', 'a (2).txt', 'a (4).txt'), 'a (3).txt'],
    ['a.tar.gz', inUse('a.tar.gz'), 'a.tar (2).gz'],
    ['.bashrc', inUse('.bashrc'), '.bashrc (2)'],
    ['Makefile', inUse('Makefile'), 'Makefile (2)'],
    ['a (2).txt', inUse('a (2).txt'), 'a (2) (2).txt'],
  ])('for the file %j', (name, taken, free) => {
    expect(freeName(name, 'FILE', taken)).toBe(free);
  });

  it('for a folder, whose dots mean nothing', () => {
    expect(freeName('v1.2', 'FOLDER', inUse('v1.2'))).toBe('v1.2 (2)');
  });

  it.each([`${'x'.repeat(251)}.txt`, `a.${'x'.repeat(253)}`, `${'\u{1F600}'.repeat(125)}x.txt`])(
    'is never longer than a name may be, nor cut within a character',
    (name) => {
      const free = freeName(name, 'FILE', inUse(name));
      expect(free).toMatch(/ \(2\)/);
      expect(free.length).toBeLessThanOrEqual(255);
      expect(free.isWellFormed()).toBe(true);
      expect(free).not.toContain('\ufffd');
    },
  );

  it('is a random one when fifty are taken', () => {
    const taken = inUse(...candidateNames('a.txt', 'FILE'));
    expect(taken.size).toBe(50);
    expect(freeName('a.txt', 'FILE', taken)).toMatch(/^a \([0-9a-f]{8}\)\.txt$/);
  });
});
