import { quantile } from '../measure/quantile.ts';
import { Connection, type Answer } from './connection.ts';
import { MARK_LENGTH, type LoadMessage, type LoadOrder, type LoadOutcome, type PreparedRequest } from './load.ts';

// A process of its own: keeps so many connections busy, each asking again as soon as it has its answer, and looks at every body.

const tell = (message: LoadMessage) => void process.send?.(message);

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (outcome) => tell({ kind: 'done', outcome }),
    (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());

async function run(order: LoadOrder): Promise<LoadOutcome> {
  const connections = await Promise.all(Array.from({ length: order.connections }, () => Connection.open(order.port)));
  const latencies: number[] = [];
  const wrong: string[] = [];
  let [sent, begin, end] = [0, Infinity, Infinity];

  const keepBusy = async (connection: Connection): Promise<void> => {
    while (performance.now() < end) {
      const request = order.requests[sent % order.requests.length]!;
      const mark = `${order.series}${String(sent++).padStart(MARK_LENGTH - order.series.length, '0')}`;
      const bytes = request.markAt === undefined ? request.bytes : marked(request.bytes, request.markAt, mark);
      const start = performance.now();
      const answer = await connection.exchange(bytes);
      const now = performance.now();
      if (now >= begin && now <= end) latencies.push(now - start);
      if (!isRight(answer, request, mark))
        wrong.push(wrong.length === 0 ? `${answer.status} ${answer.body.toString().slice(0, 500)}` : '');
    }
  };

  const work = Promise.all(connections.map(keepBusy));
  await Promise.race([work, sleep(order.warmUp)]);
  tell({ kind: 'begun' });
  const cpuBefore = process.cpuUsage();
  begin = performance.now();
  end = begin + order.measure;
  await Promise.race([work, sleep(order.measure)]);
  const { user, system } = process.cpuUsage(cpuBefore);
  await work.finally(() => connections.forEach((connection) => connection.close()));

  latencies.sort((a, b) => a - b);
  return {
    answers: latencies.length,
    answersInAll: sent,
    seconds: order.measure / 1000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    wrong: wrong.length,
    ...(wrong[0] !== undefined && { wrongExample: wrong[0] }),
    cpu: (user + system) / 1e6,
  };
}

function isRight({ status, body }: Answer, { expected, markAt }: PreparedRequest, mark: string): boolean {
  if (status !== 200) return false;
  if (markAt === undefined) return body.equals(expected);
  return body.subarray(0, expected.length).equals(expected) && body.includes(mark);
}

function marked(bytes: Buffer, at: number, mark: string): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(mark, at, 'latin1');
  return copy;
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
