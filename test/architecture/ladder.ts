import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

/** The folders of `src/`, lowest floor first; `app.ts` is a floor of its own. */
export const floors = [
  ['shared'],
  ['config'],
  ['schema', 'events', 'storage', 'messaging', 'auth', 'mail', 'limits', 'search'],
  ['entities'],
  ['access', 'database'],
  ['services', 'loaders'],
  ['resolvers', 'workers'],
  ['server'],
  ['app.ts'],
  ['bin'],
] as const;

const pathOf = (place: string) => (place.endsWith('.ts') ? `src/${place.replace('.', '\\.')}$` : `src/${place}/`);
const anyOf = (places: readonly string[]) => `^(${places.map(pathOf).join('|')})`;

/** From each place only to itself and to what lies lower. */
const climbing: IForbiddenRuleType[] = floors.flatMap((floor, height) =>
  floor.map((place) => ({
    name: `${place} imports only from lower floors`,
    from: { path: anyOf([place]) },
    to: { path: '^src/', pathNot: anyOf([place, ...floors.slice(0, height).flat()]) },
  })),
);

const forbidden: IForbiddenRuleType[] = [
  ...climbing,
  {
    name: 'one domain does not reach another',
    from: { path: '^src/services/([^/]+)/' },
    to: { path: '^src/services/[^/]+/', pathNot: '^src/services/$1/', reachable: true },
  },
  {
    name: 'the product imports nothing from its tests and tools',
    from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
    to: { path: '^(test|bench|scripts|examples|docs|deploy)/' },
  },
  { name: 'no cycles', from: {}, to: { circular: true } },
];

/** Words of SQL and of the ORM that change rows, and the function that moves events to the log. */
const changing =
  /\b(insert into|update|delete from|truncate|merge into|copy|em\.create|persist|remove|upsert|insertOnce|native(Insert|Update|Delete)|createQueryBuilder|relay_events)\b/i;

/** A file that names one of those tables, and changes rows of any, has to be one of the writers. */
const writtenOnlyBy =
  (tables: RegExp, writers: RegExp) =>
  (path: string, text: string): boolean =>
    tables.test(text) &&
    changing.test(text) &&
    !writers.test(path) &&
    !/^src\/(entities|database\/migrations)\/|^src\/database\/entities\.ts$|\.spec\.ts$/.test(path);

/** What holds for a file whatever it imports. */
const ofFiles: { name: string; breaks: (path: string, text: string) => boolean }[] = [
  { name: 'everything stands on the ladder', breaks: (path) => !new RegExp(anyOf(floors.flat())).test(path) },
  { name: 'no barrels in entities and schema', breaks: (path) => /^src\/(entities|schema)\/(.*\/)?index\.ts$/.test(path) },
  {
    name: 'only config and bin read the environment',
    breaks: (path, text) =>
      !/^src\/(config|bin)\/|\.spec\.ts$/.test(path) && /\bprocess\??\.env\b|\benv\b[^;]*'(node:)?process'/.test(text),
  },
  {
    name: 'only relay, consumers and retention write the log of events',
    breaks: writtenOnlyBy(
      /\b(event_log|event_stream_entries|event_streams|consumer_checkpoints|relay_events|(LoggedEvent|StreamEntry|StreamHead|ConsumerCheckpoint)Entity)\b/,
      /^src\/workers\/(relay|consumer|forget-old-events)\.ts$/,
    ),
  },
  {
    name: 'only effects, retention and purging write the activity log',
    breaks: writtenOnlyBy(
      /\b(activities|ActivityEntity)\b/,
      /^src\/services\/(activity\/(record-activity|forget-old-activities)|clear-away)\.ts$/,
    ),
  },
];

/** Each broken rule of the ladder below `root`, as `rule: file` or `rule: from -> to`. Imports of types count like all others. */
export async function brokenRules(root: string): Promise<string[]> {
  const { output } = await cruise(['src'], {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
    tsPreCompilationDeps: true,
    includeOnly: '^(src|test|bench|scripts|examples|docs|deploy)/',
  });
  const { modules, summary } = output as ICruiseResult;
  const files = modules.map(({ source }) => source).filter((path) => path.startsWith('src/'));
  return [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    ...files.flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return ofFiles.filter(({ breaks }) => breaks(path, text)).map(({ name }) => `${name}: ${path}`);
    }),
  ];
}
