import { failed, userError } from '../shared/result.js';

/** Who destroys something types its slug, so that it is not done by accident: INVALID at `confirmSlug` when it is another. */
export const confirmSlug = ({ slug }: { slug: string }, typed: string) =>
  slug === typed ? null : failed(userError('INVALID', 'confirmSlug', 'It is not the slug.'));
