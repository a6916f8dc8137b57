import { randomBytes } from 'node:crypto';
import type { Result } from '../shared/result.js';
import { slugOf } from './input-rules.js';

const MAX_LENGTH = 60;

/** Answers which of some slugs are in use. */
type Taken = (candidates: string[]) => Promise<string[]>;

/** Chooses the slug of what is being created. */
export type ChooseSlug = (taken: Taken) => Promise<string>;

/**
 * Runs a creation with the slug that was given, or else with one made of the name: `name`, `name-2`, and so on.
 * When somebody takes that one at the same moment it is run again, at last with a random ending.
 * @param otherwise the slug when nothing is left of the name, as of one in Chinese.
 * @returns the creation's result; TAKEN only for a slug that was given.
 */
export async function withSlug<T>(
  { slug, name }: { slug?: string | null; name: string },
  otherwise: string,
  create: (choose: ChooseSlug) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (slug != null) return create(() => Promise.resolve(slug));
  const base = slugOf(name) ?? otherwise;
  for (let attempts = 3; attempts > 0; attempts--) {
    const result = await create((taken) => freeSlug(base, taken));
    if (!isSlugTaken(result)) return result;
  }
  return create(() => Promise.resolve(withRandomEnding(base)));
}

async function freeSlug(base: string, taken: Taken): Promise<string> {
  const candidates = [base, ...Array.from({ length: 49 }, (_, index) => withEnding(base, `-${index + 2}`))];
  const inUse = new Set(await taken(candidates));
  return candidates.find((candidate) => !inUse.has(candidate)) ?? withRandomEnding(base);
}

const withRandomEnding = (base: string) => withEnding(base, `-${randomBytes(4).toString('hex')}`);

const withEnding = (base: string, ending: string) => base.slice(0, MAX_LENGTH - ending.length).replace(/-+$/, '') + ending;

const isSlugTaken = (result: Result<unknown>) =>
  !result.ok && result.errors.some(({ code, path }) => code === 'TAKEN' && path.join('.') === 'input.slug');
