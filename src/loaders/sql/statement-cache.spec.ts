import type { CompiledStatement } from './statement-builder.js';
import { StatementCache } from './statement-cache.js';

const statement = (text: string): CompiledStatement => ({ text, parameters: [] });
const nothing = () => null;

describe('statements', () => {
  it('get a name when they come again, and keep it', () => {
    const cache = new StatementCache();
    const [one, other] = [statement('select 1'), statement('select 2')];
    expect(cache.bound(one, nothing).name).toBeUndefined();
    const { name } = cache.bound(one, nothing);
    expect(name).toBe('read_1');
    cache.bound(other, nothing);
    expect(cache.bound(other, nothing).name).toBe('read_2');
    expect(cache.bound(one, nothing).name).toBe(name);
  });

  it.each([
    ['short', 'x', 400],
    ['long', 'x'.repeat(10_000), 10],
  ])('that are very many and %s get only so many names, and are run all the same', (_, text, most) => {
    const cache = new StatementCache();
    const all = Array.from({ length: 10_000 }, () => statement(text));
    all.forEach((one) => cache.bound(one, nothing));
    const names = new Set(all.map((one) => cache.bound(one, nothing).name));
    names.delete(undefined);
    expect(names.size).toBe(most);
    expect(cache.bound(all.at(-1)!, nothing)).toEqual({ text, values: [] });
  });

  it('are compiled once a shape, as long as there are not too many', () => {
    const cache = new StatementCache();
    let compiled = 0;
    const ask = (shape: string) =>
      cache.statement(
        shape,
        () => {
          compiled++;
          return statement(shape);
        },
        nothing,
      );
    for (let time = 0; time < 3; time++) for (let n = 0; n < 500; n++) ask(`shape ${n}`);
    expect(compiled).toBe(500);
    for (let n = 0; n < 5_000; n++) ask(`other ${n}`);
    // What has a name in the database is not forgotten here.
    compiled = 0;
    ask('shape 0');
    expect(compiled).toBe(0);
  });
});
