import type { FanOutCell } from '../streams/fan-out.ts';
import { judgeStreams } from './stream-targets.ts';

const cell = (round: number, side: FanOutCell['side'], figures: Partial<FanOutCell>): FanOutCell => ({
  round,
  side,
  sockets: 10,
  rate: 1_000,
  cpu: 10,
  halfRate: 500,
  p50: 10,
  p99: 20,
  memoryIdle: 100,
  memoryMost: 110,
  memoryAfter: 105,
  listenersLoad: 0.2,
  foreignLoad: 0,
  ...figures,
});

describe('the targets of streams', () => {
  const log = {
    mutations: { rate: 100, p50: 5, p99: 10 },
    paced: { rate: 499, p50: 5, p99: 49, mutationRate: 50 },
    relayRate: 1_000,
    announcedRate: 1_000,
  };

  it('compares with the usual way round by round, and looks at the round in which memory grew most', () => {
    const fanOut = [
      cell(1, 'atrium', { cpu: 8 }),
      cell(1, 'usual', { cpu: 40 }),
      cell(2, 'atrium', { cpu: 16, memoryMost: 150 }),
      cell(2, 'usual', { cpu: 80, memoryMost: 900 }),
    ];
    expect(judgeStreams({ fanOut, log }).map(({ measured, reached }) => [measured, reached])).toEqual([
      ['0.20', true],
      ['20 ms', true],
      ['1.50', false],
      ['49 ms at 499', true],
    ]);
  });

  it('is not reached with fewer events than there are to be, nor judged by what was not measured', () => {
    const few = { ...log, paced: { ...log.paced, rate: 300 } };
    expect(judgeStreams({ fanOut: [], log: few })).toMatchObject([{ operation: 'S2', reached: false }]);
    expect(judgeStreams({ fanOut: [cell(1, 'usual', { cpu: null })], log: null })).toEqual([]);
  });
});
