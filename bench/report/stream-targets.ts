import type { StreamFigures } from '../streams/streams-bench.ts';
import { cpuRatio, fanOutOf, memoryGrowth } from './stream-tables.ts';
import type { Judgement } from './targets.ts';

/** A part of what the usual way takes; milliseconds; a multiple of the memory before; events a second. */
const MOST = { cpu: 0.25, latency: 50, memory: 1.3 };
const LEAST_RATE = 500;
/** Events come by the clock of this process, which is not exact. */
const TOLERANCE = 0.97;

/** Those targets of streams that the figures are there for. */
export function judgeStreams(streams: StreamFigures): Judgement[] {
  const ratio = cpuRatio(streams);
  const growth = memoryGrowth(streams);
  const p99 = fanOutOf(streams, 'atrium')?.p99;
  const paced = streams.log?.paced;
  const judgement = (operation: Judgement['operation'], target: string, measured: string, reached: boolean) => ({
    operation,
    target,
    measured,
    reached,
  });
  return [
    ...(ratio === null
      ? []
      : [judgement('S1', `CPU a delivery, at most ${MOST.cpu} of the usual way`, ratio.toFixed(2), ratio <= MOST.cpu)]),
    ...(p99 === undefined
      ? []
      : [judgement('S1', `p99 under ${MOST.latency} ms at half of saturation`, `${p99.toFixed(0)} ms`, p99 < MOST.latency)]),
    ...(growth === null
      ? []
      : [
          judgement(
            'S1',
            `memory at saturation, at most ${MOST.memory} of that before`,
            growth.toFixed(2),
            growth <= MOST.memory,
          ),
        ]),
    ...(paced === undefined
      ? []
      : [
          judgement(
            'S2',
            `p99 under ${MOST.latency} ms at ${LEAST_RATE} events a second`,
            `${paced.p99.toFixed(0)} ms at ${paced.rate.toFixed(0)}`,
            paced.p99 < MOST.latency && paced.rate >= LEAST_RATE * TOLERANCE,
          ),
        ]),
  ];
}
