import type { OperationName } from '../operations/operation.ts';
import type { SideName } from '../sides/side.ts';
import type { Summary } from './summary.ts';

/** What is to be reached, and what was. */
export interface Judgement {
  target: string;
  /** S1 and S2 are streams. */
  operation: OperationName | 'S1' | 'S2';
  /** As it is read: `0.81`, `3.1 ms`. */
  measured: string;
  reached: boolean;
}

type Judge = (summary: Summary, operation: OperationName) => { measured: string; reached: boolean } | null;

interface Target {
  target: string;
  operations: readonly OperationName[];
  judge: Judge;
}

const peers = ['postgraphile', 'mercurius', 'yoga'] as const;
const reads = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5'] as const;

const timesAsFast = (to: SideName, least: number): Judge => {
  return (summary, operation) => atLeast(summary.ratio('atrium', to, operation), least);
};

const ofLimit = (least: number): Judge => {
  return (summary, operation) => {
    const limit = summary.limit(operation);
    return limit && atLeast(summary.ratio('atrium', limit, operation), least);
  };
};

const belowAllPeers = (time: 'p99' | 'latency'): Judge => {
  return (summary, operation) => {
    const ours = summary.figures('atrium', operation);
    const theirs = known(peers.map((peer) => summary.figures(peer, operation))).map((figures) => figures[time]);
    if (!ours || theirs.length === 0) return null;
    const least = Math.min(...theirs);
    return { measured: `${ours[time].toFixed(2)} ms, theirs ${least.toFixed(2)} ms`, reached: ours[time] < least };
  };
};

const databaseCpu = (most: number): Judge => {
  return (summary, operation) => {
    const ours = summary.figures('atrium', operation)?.databaseCpu;
    const least = Math.min(
      ...known((['limit-json', 'limit-rows'] as const).map((limit) => summary.figures(limit, operation)?.databaseCpu ?? null)),
    );
    if (ours == null || !Number.isFinite(least) || least === 0) return null;
    return { measured: (ours / least).toFixed(2), reached: ours <= most * least };
  };
};

/** What Atrium is to reach, everything on. */
const targets: readonly Target[] = [
  { target: 'of the limit, at least 0.75', operations: ['Q1', 'Q2', 'Q3'], judge: ofLimit(0.75) },
  { target: 'of PostGraphile, at least 2', operations: ['Q1', 'Q2'], judge: timesAsFast('postgraphile', 2) },
  { target: 'of PostGraphile, at least 1.7', operations: ['Q3'], judge: timesAsFast('postgraphile', 1.7) },
  { target: 'of Mercurius, at least 1.05', operations: ['Q1'], judge: timesAsFast('mercurius', 1.05) },
  { target: 'of Mercurius, at least 3', operations: ['Q2', 'Q3'], judge: timesAsFast('mercurius', 3) },
  { target: 'p99 under that of all peers', operations: reads, judge: belowAllPeers('p99') },
  { target: 'lowest latency of all peers at 1 connection', operations: reads, judge: belowAllPeers('latency') },
  { target: 'CPU of the database, at most 1.3 of the cheaper limit', operations: reads, judge: databaseCpu(1.3) },
];

/** Those targets that the figures are there for. */
export const judge = (summary: Summary): Judgement[] =>
  targets.flatMap(({ target, operations, judge: judgeOne }) =>
    operations.flatMap((operation) => {
      const found = judgeOne(summary, operation);
      return found ? [{ target, operation, ...found }] : [];
    }),
  );

const atLeast = (ratio: number | null, least: number) =>
  ratio === null ? null : { measured: ratio.toFixed(2), reached: ratio >= least };

const known = <T>(values: readonly (T | null)[]): T[] => values.filter((value) => value !== null);
