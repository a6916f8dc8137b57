import type { FanOutCell } from '../streams/fan-out.ts';
import type { LogFigures } from '../streams/log.ts';
import { streamSides, type StreamSide } from '../streams/stream-sides.ts';
import type { StreamFigures } from '../streams/streams-bench.ts';
import { median, medianOfKnown } from './summary.ts';

/** The medians of one server's rounds, and the most memory of all of them. */
export type FanOutFigures = Omit<FanOutCell, 'round' | 'side' | 'foreignLoad'>;

export function fanOutOf({ fanOut }: StreamFigures, side: StreamSide['name']): FanOutFigures | null {
  const cells = fanOut.filter((cell) => cell.side === side);
  const [first] = cells;
  if (!first) return null;
  const of = (figure: 'rate' | 'halfRate' | 'p50' | 'p99' | 'listenersLoad') => median(cells.map((cell) => cell[figure]));
  const known = (figure: 'cpu' | 'memoryIdle' | 'memoryMost' | 'memoryAfter') => medianOfKnown(cells.map((cell) => cell[figure]));
  return {
    sockets: first.sockets,
    rate: of('rate'),
    cpu: known('cpu'),
    halfRate: of('halfRate'),
    p50: of('p50'),
    p99: of('p99'),
    memoryIdle: known('memoryIdle'),
    memoryMost: known('memoryMost'),
    memoryAfter: known('memoryAfter'),
    listenersLoad: of('listenersLoad'),
  };
}

/** How much of another server's processor time a delivery takes; the median of the rounds. */
export function cpuRatio({ fanOut }: StreamFigures): number | null {
  const others = new Map(fanOut.filter(({ side }) => side === 'usual').map(({ round, cpu }) => [round, cpu]));
  const ratios = fanOut.flatMap(({ side, round, cpu }) => {
    const other = others.get(round);
    return side === 'usual' || cpu === null || other == null ? [] : [cpu / other];
  });
  return ratios.length === 0 ? null : median(ratios);
}

/** Of all rounds the one in which memory grew most, as a multiple of what it was before. */
export function memoryGrowth({ fanOut }: StreamFigures): number | null {
  const growths = fanOut.flatMap(({ side, memoryIdle, memoryMost }) =>
    side === 'atrium' && memoryIdle !== null && memoryMost !== null ? [memoryMost / memoryIdle] : [],
  );
  return growths.length === 0 ? null : Math.max(...growths);
}

const USUAL =
  'The usual way is graphql-ws with an iterator of graphql-subscriptions for each socket and an execution for each socket and event; its events carry all that is told of them and are published in its process, nobody is authenticated, and nobody’s permissions are looked at. That is to its advantage.';

/** What is told of streams, as Markdown. */
export function streamLines(streams: StreamFigures): string[] {
  const sockets = streams.fanOut[0]?.sockets;
  const foreign = medianOfKnown(streams.fanOut.map(({ foreignLoad }) => foreignLoad));
  const listeners = median(streams.fanOut.map(({ listenersLoad }) => listenersLoad));
  const load = `The listeners, in a process of their own, took ${percent(listeners)} of a core${foreign === null ? '' : `, everything else on the machine, PostgreSQL included, ${percent(foreign)}`}.`;
  return [
    ...(sockets === undefined
      ? []
      : [
          `S1: ${whole(sockets)} sockets listen to one project, administrators and guests by halves. Events are mutations over HTTP, and their cost is part of the figures. ${USUAL} ${load}`,
          '',
          fanOutTable(streams),
        ]),
    ...(streams.log ? ['', ...logLines(streams.log)] : []),
  ];
}

function fanOutTable(streams: StreamFigures): string {
  const rows = streamSides.flatMap(({ name, title, kind }) => {
    const figures = fanOutOf(streams, name);
    if (!figures) return [];
    const { rate, cpu, halfRate, p50, p99, memoryIdle, memoryMost, memoryAfter } = figures;
    const cells = [
      whole(rate),
      cpu === null ? '–' : cpu.toFixed(1),
      `${p50.toFixed(0)} / ${p99.toFixed(0)} (${whole(halfRate)}/s)`,
      [memoryIdle, memoryMost, memoryAfter].map((memory) => (memory === null ? '–' : whole(memory))).join(' / '),
    ];
    return [`| ${[title, ...cells].map((cell) => (kind === 'atrium' ? `**${cell}**` : cell)).join(' | ')} |`];
  });
  return [
    '| | deliveries a second | CPU of the server a delivery, µs | at half of that: ms from commit to receipt, p50 / p99 | MB idle / at saturation / after |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

/** What the README shows. */
export function streamSection(streams: StreamFigures): string {
  const { log } = streams;
  const sockets = whole(streams.fanOut[0]?.sockets ?? 0);
  return [
    `${sockets} sockets that listen to one project, on one process, beside one execution for each socket (graphql-ws, graphql-subscriptions):`,
    '',
    fanOutTable(streams),
    ...(log
      ? [
          '',
          `At ${whole(log.paced.rate)} events a second, a commit is heard of over a socket after ${log.paced.p50.toFixed(0)} ms (p50) and ${log.paced.p99.toFixed(0)} ms (p99); one relay carries ${whole(log.relayRate)} events a second into the log.`,
        ]
      : []),
  ].join('\n');
}

/** Whether events come by themselves or through the API, what they do is the same. */
const logLines = ({ mutations, paced, relayRate, announcedRate }: LogFigures) => [
  'S2: from the commit of an event to its receipt over a socket, all in one process of Atrium.',
  '',
  '| | events a second | ms, p50 / p99 |',
  '| --- | ---: | ---: |',
  `| as many mutations as the API takes | ${whole(mutations.rate)} | ${mutations.p50.toFixed(0)} / ${mutations.p99.toFixed(0)} |`,
  `| ${paced.mutationRate} mutations a second, and transactions of other processes | ${whole(paced.rate)} | ${paced.p50.toFixed(0)} / ${paced.p99.toFixed(0)} |`,
  `| the most that one relay carries into the log, all consumers on | ${whole(relayRate)} | |`,
  `| the same, announced meanwhile | ${whole(announcedRate)} | |`,
];

const percent = (part: number) => `${Math.round(part * 100)} %`;
const whole = (number: number) => Math.round(number).toLocaleString('en');
