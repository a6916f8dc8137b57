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
    expect(name).toMatch(/^atrium_[\da-f]{16}$/);
    cache.bound(other, nothing);
    expect(cache.bound(other, nothing).name).not.toBe(name);
    expect(cache.bound(one, nothing).name).toBe(name);
  });

  // Behind a pooler without tracking, servers that counted their names got answers to each other's questions.
  it('have one name in all processes, and different texts never the same', () => {
    const nameIn = (cache: StatementCache, text: string) => {
      const compiled = statement(text);
      cache.bound(compiled, nothing);
      return cache.bound(compiled, nothing).name;
    };
    const [here, there] = [new StatementCache(), new StatementCache()];
    nameIn(here, 'select 1');
    expect(nameIn(here, 'select 2')).toBe(nameIn(there, 'select 2'));
    expect(nameIn(here, 'select 1')).not.toBe(nameIn(there, 'select 3'));
  });

  it.each([
    ['short', 'x', 400],
    ['long', 'x'.repeat(9_990), 10],
  ])('that are very many and %s get only so many names, and are run all the same', (_, text, most) => {
    const cache = new StatementCache();
    const all = Array.from({ length: 10_000 }, (_one, index) => statement(`${text}${index}`));
    all.forEach((one) => cache.bound(one, nothing));
    const names = new Set(all.map((one) => cache.bound(one, nothing).name));
    names.delete(undefined);
    expect(names.size).toBe(most);
    expect(cache.bound(all.at(-1)!, nothing)).toEqual({ text: `${text}9999`, values: [] });
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
