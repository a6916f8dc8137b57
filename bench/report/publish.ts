import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { chart } from './chart.ts';
import { streamSection } from './stream-tables.ts';
import { conditions, legend, PRODUCTION, report, throughputTable, whereWeLose, type Results } from './tables.ts';

const results = new URL('../results/', import.meta.url);
const readme = new URL('../../README.md', import.meta.url);

const BEGIN = '<!-- bench: written by npm run bench -->';
const END = '<!-- /bench -->';

/** Writes the report, the chart and all raw figures down, and what the README shows of them. */
export async function publish(all: Results): Promise<void> {
  await mkdir(results, { recursive: true });
  const { machine, judgements, summary, streams } = all;
  await writeFile(new URL('benchmark.md', results), report(all));
  await writeFile(new URL('benchmark.svg', results), chart(all));
  await writeFile(
    new URL('benchmark.json', results),
    `${JSON.stringify({ machine, judgements, cells: summary.cells, streams }, rounded)}\n`,
  );
  await writeFile(readme, between(await readFile(readme, 'utf8'), section(all)));
}

const section = (
  all: Results,
) => `![Answers a second at 32 connections, as parts of the faster hand-written limit](bench/results/benchmark.svg)

Answers a second at 32 connections, one Node process each; in brackets how much of the faster limit. ${legend(all.operations)}.

${throughputTable(all)}

${PRODUCTION} ${whereWeLose(all)}

${all.streams ? `${streamSection(all.streams)}\n\n` : ''}${conditions(all)}`;

/** The text with what stands between the marks replaced. @throws when the marks are gone. */
function between(text: string, content: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`README.md has no place for the benchmark: ${BEGIN} … ${END}`);
  return `${text.slice(0, begin + BEGIN.length)}\n${content}\n${text.slice(end)}`;
}

/** Six digits say more than there is to know. */
const rounded = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
