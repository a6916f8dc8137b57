import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * In a thread of its own: asks a server again and again over one connection, and notes how long (ms) the server's thread worked
 * between a question and its answer. That is what the client had to wait for the server; what else the machine is busy with, and how
 * long the server had to wait for a processor, does not count. Where the system does not tell (proc(5), schedstat: nanoseconds),
 * it is the time that passed.
 */
const { url, pid } = workerData;
const schedstat = `/proc/${pid}/schedstat`;
const worked = existsSync(schedstat)
  ? () => Number(readFileSync(schedstat, 'latin1').split(' ')[0]) / 1e6
  : () => performance.now();

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const body = JSON.stringify({ query: '{ __typename }' });
const headers = { 'content-type': 'application/json', 'content-length': body.length };
const ask = () =>
  new Promise((resolve, reject) => {
    request(new URL('/graphql', url), { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}`))));
    })
      .on('error', reject)
      .end(body);
  });

let waits = [];
let isOver = false;
parentPort.on('message', (message) => {
  parentPort.postMessage(waits);
  waits = [];
  if (message === 'stop') isOver = true;
});
while (!isOver) {
  const before = worked();
  await ask();
  waits.push(worked() - before);
  // Others are to get a turn of the server, too.
  await new Promise((resolve) => setTimeout(resolve, 2));
}
agent.destroy();
parentPort.close();
