import type { Random } from './random.ts';

/** Points of a curve, from left to right. */
type Curve = readonly (readonly [x: number, y: number])[];

/** The curve's value at x: between two points on a straight line, with y, and x by `scale`, on logarithmic axes. */
function at(curve: Curve, x: number, scale: (x: number) => number = Math.log): number {
  const found = curve.findIndex(([pointX]) => pointX >= x);
  const right = Math.max(1, found === -1 ? curve.length - 1 : found);
  const [x0, y0] = curve[right - 1] as readonly [number, number];
  const [x1, y1] = curve[right] as readonly [number, number];
  const part = Math.min(1, Math.max(0, (scale(x) - scale(x0)) / (scale(x1) - scale(x0))));
  return y0 * (y1 / y0) ** part;
}

/** Projects of the organization on a rank, counted from 1, as in the source packages of Debian 12 by their maintainers. */
const projectsByRank: Curve = [
  [2, 3614],
  [3, 1932],
  [5, 1652],
  [10, 1023],
  [13, 577],
  [20, 438],
  [30, 212],
  [50, 93],
  [60, 58],
  [101, 25],
  [201, 6],
  [301, 2],
  [401, 1],
  [501, 1],
];
const RANKS = 501;

/** The part of all projects that the biggest organization holds. */
const BIGGEST = 1 / 9;

/** How many projects each organization has, the biggest first; each has one. @param organizations at most as many as projects */
export function projectCounts(projects: number, organizations: number): number[] {
  const biggest = Math.max(Math.round(projects * BIGGEST), Math.ceil(projects / organizations));
  const rest = projects - biggest;
  const stretch = Math.max(1, (organizations - 1) / (RANKS - 1));
  const weights = Array.from({ length: organizations - 1 }, (_, index) => at(projectsByRank, 1 + (index + 1) / stretch));
  const scaled = (factor: number) => weights.map((weight) => Math.min(biggest, Math.max(1, Math.floor(weight * factor))));
  const counts = scaled(factorFor((factor) => sum(scaled(factor)) <= rest, projects));
  for (let missing = rest - sum(counts), place = 0; missing > 0; place = (place + 1) % counts.length) {
    const count = counts[place] as number;
    if (count === biggest) continue;
    counts[place] = count + 1;
    missing--;
  }
  return [biggest, ...counts];
}

/** The greatest factor, up to `most`, that still fits; found by halving. */
function factorFor(fits: (factor: number) => boolean, most: number): number {
  let [low, high] = [0, most];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** How many people belong to an organization with so many projects: some teams are small for their work, some large. */
export const memberCount = (random: Random, projects: number): number =>
  Math.max(1, Math.round(1.5 * projects ** 0.68 * Math.exp(1.6 * (random() + random() - 1))));

/** Files of a project: nearly always three, rarely hundreds. */
export function fileCount(random: Random): number {
  const drawn = random();
  if (drawn < 0.912) return 3;
  if (drawn < 0.97) return 4;
  if (drawn < 0.9925) return 2;
  if (drawn < 0.995) return 5;
  if (drawn < 0.9985) return 6 + Math.floor(random() * 4);
  return Math.min(300, Math.floor(10 / (1 - random() * 0.97)));
}

/** How fast the number of files falls with a project's rank: the biggest of 4,000 holds a 40th of all files, one in fifty five times the average. */
const FALL = 0.69;

/** How many files each project has when their number is given, the one with the most first; each has one. @param files at least as many as projects */
export function fileCounts(projects: number, files: number): number[] {
  const weights = Array.from({ length: projects }, (_, rank) => (rank + 1) ** -FALL);
  const scaled = (factor: number) => weights.map((weight) => Math.max(1, Math.floor(weight * factor)));
  const counts = scaled(factorFor((factor) => sum(scaled(factor)) <= files, files));
  counts[0] = (counts[0] as number) + files - sum(counts);
  return counts;
}

const sizes: Curve = [
  [0, 65],
  [0.01, 833],
  [0.1, 1976],
  [0.25, 2256],
  [0.5, 3810],
  [0.75, 24585],
  [0.9, 307736],
  [0.95, 1166588],
  [0.99, 11886285],
  [0.999, 134835922],
  [1, 2285913916],
];

/** Bytes of a file. */
export const fileSize = (random: Random): number => Math.round(at(sizes, random(), (part) => part));
