import { Lru } from './lru.js';

describe('what is kept up to a weight', () => {
  it('is what was used last', () => {
    const kept = new Lru<string>(10);
    kept.set('a', 'A', 4);
    kept.set('b', 'B', 4);
    kept.get('a');
    kept.set('c', 'C', 4);
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['A', undefined, 'C']);
  });

  it('is not pushed out by what is too heavy to be kept at all', () => {
    const kept = new Lru<string>(10);
    kept.set('a', 'A', 10);
    kept.set('b', 'B', 11);
    expect([kept.get('a'), kept.size]).toEqual(['A', 1]);
  });
});
