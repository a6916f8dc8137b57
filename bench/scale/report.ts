import { mkdir, writeFile } from 'node:fs/promises';
import type { Machine } from '../measure/machine.ts';
import type { Finding } from './explain.ts';
import type { PageCost } from './measure-pages.ts';

/** A page with little data and with much. */
export interface ComparedPage {
  name: string;
  small: PageCost;
  large: PageCost;
  /** How many times as much processor time it takes; or time, where processor time is not known. */
  ratio: number;
  reached: boolean;
}

export interface ScaleResults {
  machine: Machine;
  /** In all, and in the longest list; before and after. */
  files: [number, number];
  longest: [number, number];
  pages: ComparedPage[];
  findings: Finding[];
  relations: number;
  statements: number;
  fillSeconds: number;
  /** That the database takes in the end. */
  bytes: number;
  seconds: number;
}

/** A page may cost so many times as much. */
const MOST = 1.3;

type Pages = Record<'first' | 'deep', PageCost>;

export const compare = (small: Pages, large: Pages): ComparedPage[] =>
  (['first', 'deep'] as const).map((kind) => {
    const ratio = costOf(large[kind]) / costOf(small[kind]);
    const name = kind === 'first' ? 'page 1' : `page ${large.deep.page.toLocaleString('en')}`;
    return { name, small: small[kind], large: large[kind], ratio, reached: ratio <= MOST };
  });

const costOf = ({ serverCpu, databaseCpu, latency }: PageCost) =>
  serverCpu === null || databaseCpu === null ? latency : serverCpu + databaseCpu;

export function scaleReport({
  machine,
  files,
  longest,
  pages,
  findings,
  relations,
  statements,
  fillSeconds,
  bytes,
  seconds,
}: ScaleResults): string {
  const [from, to] = files.map(grouped);
  const [growing, byNature] = [findings.filter((one) => !one.byNature), findings.filter((one) => one.byNature)];
  return [
    '# A hundred times the files',
    '',
    '<!-- Written by `npm run bench:scale`. What is measured, and how: docs/benchmark.md -->',
    '',
    `${machine.measuredAt.slice(0, 10)}${machine.revision === null ? '' : `, revision ${machine.revision}`}. ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB; Node ${machine.node}; PostgreSQL ${machine.postgres}, shared_buffers ${machine.postgresSettings['shared_buffers'] ?? '?'}.`,
    `From ${from} to ${to} files, the longest list from ${grouped(longest[0])} to ${grouped(longest[1])}; the database takes ${(bytes / 1e9).toFixed(1)} GB in the end. Growing took ${Math.round(fillSeconds)} s, the whole run ${Math.round(seconds)} s.`,
    '',
    'A page of 20 files within one project, with cursors and pageInfo, without totalCount, asked by one connection. Milliseconds: p50, and processor time of the server / of PostgreSQL.',
    '',
    `| | ${from} files | ${to} files | processor time | at most ${MOST} |`,
    '| --- | ---: | ---: | ---: | --- |',
    ...pages.map(
      ({ name, small, large, ratio, reached }) =>
        `| ${name}${small.page === large.page ? '' : ` (small: page ${grouped(small.page)})`} | ${shown(small)} | ${shown(large)} | × ${ratio.toFixed(2)} | ${reached ? 'reached' : '**missed**'} |`,
    ),
    '',
    growing.length === 0
      ? `Every one of the ${relations} relations is read through an index, in ${statements} statements, each planned for given values and for all values.`
      : `Of ${relations} relations in ${statements} statements, each planned for given values and for all values, these are read in a way that grows with the data:`,
    '',
    ...findingTable(growing),
    ...(byNature.length === 0
      ? []
      : ['Numbers of rows, and filters that look anywhere in a text, grow by their nature:', '', ...findingTable(byNature)]),
    '',
  ].join('\n');
}

/** One line for each relation and problem. */
function findingTable(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const alike = Map.groupBy(findings, ({ relation, problem }) => `| ${relation} | ${problem} |`);
  const lines = [...alike].map(([start, group]) => `${start} ${group.map(({ what }) => what).join('; ')} |`);
  return ['| relation | | statements |', '| --- | --- | --- |', ...lines, ''];
}

const results = new URL('../results/', import.meta.url);

/** Writes the report and its figures down. */
export async function publishScale(all: ScaleResults): Promise<void> {
  await mkdir(results, { recursive: true });
  await writeFile(new URL('scale.md', results), scaleReport(all));
  await writeFile(new URL('scale.json', results), `${JSON.stringify(all)}\n`);
}

const grouped = (number: number) => number.toLocaleString('en');
const shown = ({ latency, serverCpu, databaseCpu }: PageCost) =>
  `${latency.toFixed(2)}; ${serverCpu?.toFixed(2) ?? '–'} / ${databaseCpu?.toFixed(2) ?? '–'}`;
