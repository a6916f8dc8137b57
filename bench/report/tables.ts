import type { Machine } from '../measure/machine.ts';
import type { Operation } from '../operations/operation.ts';
import type { Side } from '../sides/side.ts';
import type { StreamFigures } from '../streams/streams-bench.ts';
import { streamLines } from './stream-tables.ts';
import type { Figures, Summary } from './summary.ts';
import type { Judgement } from './targets.ts';

/** All that a report is made of. */
export interface Results {
  summary: Summary;
  sides: readonly Side[];
  operations: readonly Operation[];
  machine: Machine;
  judgements: readonly Judgement[];
  /** Absent when they were not measured. */
  streams?: StreamFigures;
}

/** Answers a second, and in brackets how much of the faster limit that is. */
export const throughputTable = ({ summary, sides, operations }: Results): string =>
  table(sides, operations, (side, operation) => {
    const figures = summary.figures(side.name, operation.name);
    const limit = summary.limit(operation.name);
    const ratio = limit && summary.ratio(side.name, limit, operation.name);
    return figures && `${whole(figures.rate)}${ratio === null ? '' : ` (${ratio.toFixed(2)})`}`;
  });

const figureTable = ({ summary, sides, operations }: Results, show: (figures: Figures) => string): string =>
  table(sides, operations, ({ name }, operation) => {
    const figures = summary.figures(name, operation.name);
    return figures && show(figures);
  });

const latencyTable = (results: Results) =>
  figureTable(results, ({ latency, latencyP99 }) => `${latency.toFixed(2)} / ${latencyP99.toFixed(2)}`);

const loadedLatencyTable = (results: Results) => figureTable(results, ({ p50, p99 }) => `${p50.toFixed(1)} / ${p99.toFixed(1)}`);

const cpuTable = (results: Results) =>
  figureTable(results, ({ serverCpu, databaseCpu }) => `${milliseconds(serverCpu)} / ${milliseconds(databaseCpu)}`);

/** How many times as fast as each of the others Atrium is. */
const ratioTable = ({ summary, sides, operations }: Results): string =>
  table(
    sides.filter(({ kind }) => kind !== 'atrium'),
    operations,
    ({ name }, operation) => summary.ratio('atrium', name, operation.name)?.toFixed(2) ?? null,
  );

/** The operations, by the names that the tables use. */
export const legend = (operations: readonly Operation[]): string =>
  operations.map(({ name, title }) => `${name}: ${title}`).join('; ');

export const PRODUCTION =
  'Atrium runs as in production: authentication, permissions, limits, logs and metrics are on. The others do none of these, which is to their advantage.';

/** The part of a core that something else may take before figures are rough. */
const DISTURBING = 0.15;

/** On what it was measured. */
export function conditions({ machine, summary }: Results): string {
  const { processor, cores, memoryGiB, node, postgres, database, revision, measuredAt, loadBefore } = machine;
  const foreign = summary.foreignLoad;
  return [
    `${measuredAt.slice(0, 10)}${revision === null ? '' : `, revision ${revision}`}.`,
    `${cores} cores (${processor}), ${memoryGiB} GiB; Node ${node}; PostgreSQL ${postgres} (${database === 'embedded' ? 'embedded' : 'given'}), on the same machine.`,
    ...(foreign !== null && foreign > DISTURBING
      ? ['**Something else worked on the machine, so that these figures are rough.**']
      : []),
    `Load average before the run: ${loadBefore.toFixed(1)}${foreign === null ? '' : `; meanwhile everything else on the machine took ${percent(foreign)} of a core, the load generator up to ${percent(summary.generatorLoad)}`}.`,
  ].join(' ');
}

/** Where a server does less, or other than the rest. */
export const deviations = ({ sides }: Results): string[] =>
  sides.flatMap(({ title, deviations: some = [] }) =>
    some.map(({ operation, field, why }) => `${operation}, \`${field}\` of ${title}: ${why}.`),
  );

/** Where another server is faster: said before anybody has to look for it. */
export function whereWeLose({ summary, sides, operations }: Results): string {
  const lost = operations.flatMap(({ name }) => {
    const faster = sides.flatMap(({ kind, name: side, title }) => {
      const ratio = kind === 'peer' ? summary.ratio('atrium', side, name) : null;
      return ratio !== null && ratio < 1 ? [`${title} (${ratio.toFixed(2)} of it)`] : [];
    });
    return faster.length === 0 ? [] : [`${name} to ${faster.join(', ')}`];
  });
  return lost.length === 0 ? 'Atrium loses to no peer at any of these.' : `Where Atrium loses: ${lost.join('; ')}.`;
}

export function targetLines(judgements: readonly Judgement[]): string {
  const reached = judgements.filter((one) => one.reached).length;
  const rows = judgements.map(
    ({ operation, target, measured, reached: done }) =>
      `| ${operation} | ${target} | ${measured} | ${done ? 'reached' : '**missed**'} |`,
  );
  return [
    `Targets: ${reached} of ${judgements.length} reached.`,
    '',
    '| | target | measured | |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The whole report, as Markdown. */
export const report = (results: Results): string =>
  [
    '# Benchmark',
    '',
    '<!-- Written by `npm run bench`. What is measured, and how: docs/benchmark.md -->',
    '',
    conditions(results),
    '',
    ...(results.operations.length > 0 ? operationLines(results) : []),
    ...(results.streams ? ['## Streams', ...streamLines(results.streams), ''] : []),
    '## Targets',
    targetLines(results.judgements),
    '',
  ].join('\n');

const operationLines = (results: Results): string[] => [
  `${legend(results.operations)}.`,
  '',
  PRODUCTION,
  ...deviations(results),
  '',
  '![Answers a second, as parts of the faster limit](benchmark.svg)',
  '',
  '## Answers a second at 32 connections',
  'In brackets: how much of the faster limit.',
  '',
  throughputTable(results),
  '',
  whereWeLose(results),
  '',
  '## How many times as fast as each Atrium is',
  ratioTable(results),
  '',
  '## Milliseconds at 1 connection, p50 / p99',
  latencyTable(results),
  '',
  '## Milliseconds at 32 connections, p50 / p99',
  loadedLatencyTable(results),
  '',
  '## Milliseconds of processor time a request, server / PostgreSQL',
  cpuTable(results),
  '',
];

function table(
  sides: readonly Side[],
  operations: readonly Operation[],
  cell: (side: Side, operation: Operation) => string | null,
): string {
  const bold = ({ kind }: Side, text: string) => (kind === 'atrium' ? `**${text}**` : text);
  return [
    `| | ${operations.map(({ name }) => name).join(' | ')} |`,
    `| --- |${operations.map(() => ' ---: |').join('')}`,
    ...sides.map((side) => {
      const cells = operations.map((operation) => bold(side, cell(side, operation) ?? '–'));
      return `| ${bold(side, side.title)} | ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

const percent = (part: number) => `${Math.round(part * 100)} %`;
const whole = (number: number) => Math.round(number).toLocaleString('en');
const milliseconds = (value: number | null) => (value === null ? '–' : value.toFixed(value < 1 ? 3 : 2));
