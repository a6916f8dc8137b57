import type { Cell } from '../measure/cell.ts';
import type { SideName } from '../sides/side.ts';
import { Summary } from './summary.ts';
import { judge } from './targets.ts';

/** Three rounds of Q1, with one and with many connections. */
const cellsOf = (
  side: SideName,
  rates: readonly number[],
  { latency = 1, databaseCpu = 0.1 }: { latency?: number; databaseCpu?: number | null } = {},
): Cell[] =>
  rates.flatMap((rate, round) =>
    [1, 32].map((connections) => ({
      round,
      side,
      operation: 'Q1' as const,
      connections,
      rate,
      p50: latency,
      p99: latency * 10,
      serverCpu: 0.1,
      databaseCpu,
      generatorLoad: 0.3,
      foreignLoad: 0,
    })),
  );

const judged = (cells: Cell[]) =>
  Object.fromEntries(judge(new Summary(cells)).map(({ target, measured, reached }) => [target, [measured, reached]]));

describe('judging figures by the targets', () => {
  const others = [
    ...cellsOf('limit-json', [1000, 500, 1000], { databaseCpu: 0.2 }),
    ...cellsOf('limit-rows', [900, 900, 900]),
    ...cellsOf('postgraphile', [400, 200, 400], { latency: 3 }),
    ...cellsOf('mercurius', [800, 400, 800], { latency: 2 }),
  ];

  it('takes ratios within a round, so that a slow round disturbs nothing', () => {
    expect(judged([...cellsOf('atrium', [800, 400, 800]), ...others])).toEqual({
      'of the limit, at least 0.75': ['0.80', true],
      'of PostGraphile, at least 2': ['2.00', true],
      'of Mercurius, at least 1.05': ['1.00', false],
      'p99 under that of all peers': ['10.00 ms, theirs 20.00 ms', true],
      'lowest latency of all peers at 1 connection': ['1.00 ms, theirs 2.00 ms', true],
      'CPU of the database, at most 1.3 of the cheaper limit': ['1.00', true],
    });
  });

  it('says what is missed', () => {
    const missed = judged([...cellsOf('atrium', [100, 100, 100], { latency: 9, databaseCpu: 0.2 }), ...others]);
    expect(Object.values(missed).map(([, reached]) => reached)).toEqual([false, false, false, false, false, false]);
  });

  it('says nothing of what was not measured', () => {
    expect(judged(cellsOf('atrium', [1]))).toEqual({});
    const unknown = judged([...cellsOf('atrium', [1000], { databaseCpu: null }), ...others]);
    expect(Object.keys(unknown)).not.toContain('CPU of the database, at most 1.3 of the cheaper limit');
  });
});
