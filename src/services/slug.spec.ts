import { failed, ok, userError } from '../shared/result.js';
import { withSlug, type ChooseSlug } from './slug.js';

const taken = () => failed(userError('TAKEN', 'slug', 'It is taken already.'));

/** A creation where some slugs are seen to be in use. */
const among =
  (...inUse: string[]) =>
  async (choose: ChooseSlug) =>
    ok(await choose(async (candidates) => candidates.filter((candidate) => inUse.includes(candidate))));

describe('the slug of something new', () => {
  it('is the one that was given, taken or not', async () => {
    expect(await withSlug({ slug: 'mine', name: 'Apollo' }, 'project', among('mine'))).toEqual(ok('mine'));
    let attempts = 0;
    const result = await withSlug({ slug: 'mine', name: 'Apollo' }, 'project', async () => (attempts++, taken()));
    expect([result, attempts]).toEqual([taken(), 1]);
  });

  it('is made of the name, with the first number that is free', async () => {
    expect(await withSlug({ name: 'Apollo' }, 'project', among())).toEqual(ok('apollo'));
    expect(await withSlug({ slug: null, name: 'Apollo' }, 'project', among('apollo', 'apollo-2', 'apollo-4'))).toEqual(
      ok('apollo-3'),
    );
  });

  it('has a word to fall back on when no letter of the name can be used', async () => {
    expect(await withSlug({ name: '日本' }, 'project', among('project'))).toEqual(ok('project-2'));
  });

  it('stays within 60 characters', async () => {
    expect(await withSlug({ name: 'a'.repeat(80) }, 'project', among('a'.repeat(60)))).toEqual(ok(`${'a'.repeat(58)}-2`));
  });

  it('ends at random when all numbers are in use', async () => {
    const all = ['apollo', ...Array.from({ length: 60 }, (_, number) => `apollo-${number}`)];
    expect(await withSlug({ name: 'Apollo' }, 'project', among(...all))).toEqual(
      ok(expect.stringMatching(/^apollo-[0-9a-f]{8}$/)),
    );
  });

  it('is chosen again when somebody takes it at the same moment, at last at random', async () => {
    const chosen: string[] = [];
    const result = await withSlug({ name: 'Apollo' }, 'project', async (choose) => {
      const slug = await choose(async (candidates) => candidates.filter((candidate) => chosen.includes(candidate)));
      chosen.push(slug);
      return chosen.length < 4 ? taken() : ok(slug);
    });
    expect(chosen).toEqual(['apollo', 'apollo-2', 'apollo-3', expect.stringMatching(/^apollo-[0-9a-f]{8}$/)]);
    expect(result).toEqual(ok(chosen[3]));
  });

  it('is not chosen again for another failure', async () => {
    let attempts = 0;
    const other = failed(userError('TAKEN', 'name', 'It is taken already.'));
    expect(await withSlug({ name: 'Apollo' }, 'project', async () => (attempts++, other))).toEqual(other);
    expect(attempts).toBe(1);
  });
});
