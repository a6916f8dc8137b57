import { nearestName } from './nearest-name.js';
import { environmentNames } from './names.js';

const known = environmentNames.map(({ name }) => name);

/** A line for each name that begins with ATRIUM_ and is none of ours. */
export function unknownNames(given: Record<string, string>): string[] {
  return Object.keys(given)
    .filter((name) => name.startsWith('ATRIUM_') && !known.includes(name))
    .map((name) => {
      const meant = nearestName(name, known);
      return `${name} is no setting of Atrium${meant ? `; did you mean ${meant}?` : '; .env.example lists them all.'}`;
    });
}
