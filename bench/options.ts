import { parseArgs } from 'node:util';
import { operations } from './operations/operations.ts';
import type { Operation } from './operations/operation.ts';
import { sides } from './sides/sides.ts';
import type { Side } from './sides/side.ts';
import { streamSides, type StreamSide } from './streams/stream-sides.ts';

const USAGE = `Usage: npm run bench -- [--quick] [--check] [--only NAMES]

Measures Atrium against hand-written limits and other GraphQL servers, on one database, and writes what comes of it to
bench/results and into README.md. docs/benchmark.md says what is measured, and how.

  --quick        one short round; its figures are printed and not written
  --check        only whether all servers give the same answers, on little data
  --only NAMES   of ${operations.map(({ name }) => name).join(', ')}, and of ${sides.map(({ name }) => name).join(', ')};
                 or streams, and of ${streamSides.map(({ name }) => name).join(', ')};
                 separated by commas; what is left out is not measured, and nothing is written

DATABASE_URL names a PostgreSQL on which a database of its own is made and dropped; without it one is started.`;

export interface Options {
  quick: boolean;
  check: boolean;
  /** None when only streams are measured. */
  operations: readonly Operation[];
  sides: readonly Side[];
  /** None when streams are not measured. */
  streams: readonly StreamSide[];
  /** Whether all is measured as it should be, so that it can be published. */
  whole: boolean;
}

const STREAMS = 'streams';

/** Wrong usage; its message says what is wrong, and what is right. */
export class UsageError extends Error {}

/** @returns undefined when all that was wanted was help. */
export function readOptions(args: string[]): Options | undefined {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({ args, options: { quick: flag, check: flag, only: { type: 'string' }, help: flag } });
    if (values.help) return void console.log(USAGE);
    const only = values.only?.split(',').map((name) => name.trim());
    const known = [STREAMS, ...[...operations, ...sides, ...streamSides].map(({ name }) => name)];
    const unknown = only?.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new Error(`There is no ${JSON.stringify(unknown)}.`);
    const [asks, streams] = [!only || operations.some(({ name }) => only.includes(name)), !only || only.includes(STREAMS)];
    const chosen = {
      operations: asks || !streams ? named(operations, only) : [],
      sides: named(sides, only),
      streams: streams ? named(streamSides, only) : [],
    };
    return { quick: values.quick, check: values.check, ...chosen, whole: !values.quick && !values.check && !only };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Those of the names; all, when none of them is named. */
function named<T extends { name: string }>(all: readonly T[], names: readonly string[] | undefined): readonly T[] {
  const chosen = all.filter(({ name }) => names?.includes(name));
  return chosen.length === 0 ? all : chosen;
}
