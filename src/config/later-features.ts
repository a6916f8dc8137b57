import type { Stage } from './config.js';
import { environmentNames } from './names.js';

/** What is set for features of later versions: told as notices, and refused in production, where it would be a false comfort. */
export function laterFeatures(given: Record<string, string>, stage: Stage): { notices: string[]; problems: string[] } {
  const lines = environmentNames
    .filter(({ name, instead }) => instead && given[name] && given[name] !== 'off')
    .map(({ name, instead }) => `${name} is set, but ${instead}`);
  return stage === 'production'
    ? { notices: [], problems: lines.map((line) => `${line}; production does not start with it.`) }
    : { notices: lines.map((line) => `${line}.`), problems: [] };
}
