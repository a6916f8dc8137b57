import { readFileSync } from 'node:fs';

/** The schema of Atrium: Mercurius and Yoga serve what of it is asked here. */
export const schema = readFileSync(new URL('../../src/schema/schema.graphql', import.meta.url), 'utf8');
