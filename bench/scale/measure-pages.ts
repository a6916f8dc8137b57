import type pg from 'pg';
import { Connection } from '../load/connection.ts';
import type { PreparedRequest } from '../load/load.ts';
import { LoadProcess } from '../load/load-process.ts';
import { measureCell, type Cell } from '../measure/cell.ts';
import { deepPage } from '../operations/deep-page.ts';
import { median } from '../report/summary.ts';
import { httpRequest } from '../sides/requests.ts';
import type { RunningSide } from '../sides/start-side.ts';
import { walkToPages } from './walk-to-page.ts';

/** A project with a long list. */
export interface Parent {
  id: string;
  files: number;
  token: string;
}

/** What a page costs. Milliseconds. */
export interface PageCost {
  /** Which page, of 20. */
  page: number;
  latency: number;
  /** Processor time a request, of the server and of PostgreSQL; null where not known. */
  serverCpu: number | null;
  databaseCpu: number | null;
}

const ROUNDS = 3;
const PAGES = 50;
/** How far in; nearer when the list is shorter. */
const DEEP = 10_000;

/** The first page and a deep one within the same parents, without `totalCount`, asked by one connection. */
export async function measurePages(
  running: RunningSide,
  parents: readonly Parent[],
  client: pg.Client,
): Promise<{ first: PageCost; deep: PageCost }> {
  const longest = parents[0]!;
  const deep = Math.max(2, Math.min(DEEP, Math.floor(longest.files / 20) - PAGES));
  const cursors = await walkToPages({ port: running.port, ...longest }, deep, PAGES);
  const firsts = await prepared(
    running,
    parents.map((parent) => ({ ...parent, after: null })),
  );
  const deeps = await prepared(
    running,
    cursors.map((after) => ({ ...longest, after })),
  );
  const load = new LoadProcess();
  try {
    const measured: { first: Cell[]; deep: Cell[] } = { first: [], deep: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [kind, requests] of [
        ['first', firsts],
        ['deep', deeps],
      ] as const) {
        const cell = await measureCell(
          running,
          deepPage,
          requests,
          { client, load },
          { round, connections: 1, warmUp: 500, measure: 2_000 },
        );
        if (round > 0) measured[kind].push(cell);
      }
    }
    return { first: costOf(1, measured.first), deep: costOf(deep, measured.deep) };
  } finally {
    load.close();
  }
}

async function prepared(
  { port }: RunningSide,
  asked: readonly (Parent & { after: string | null })[],
): Promise<PreparedRequest[]> {
  const connection = await Connection.open(port);
  const requests: PreparedRequest[] = [];
  for (const { id, after, token } of asked) {
    const variables = { id: `${deepPage.idPrefix}${id}`, after };
    const bytes = httpRequest(port, { query: deepPage.document, operationName: deepPage.name, variables }, token);
    const { body } = await connection.exchange(bytes);
    const { data } = JSON.parse(body.toString()) as { data?: { project?: { files?: { edges: unknown[] } } } };
    if (data?.project?.files?.edges.length !== 20) throw new Error(`A page is not full: ${body.toString().slice(0, 500)}`);
    requests.push({ bytes, expected: body });
  }
  connection.close();
  return requests;
}

const costOf = (page: number, cells: readonly Cell[]): PageCost => ({
  page,
  latency: median(cells.map(({ p50 }) => p50)),
  serverCpu: medianIfKnown(cells.map(({ serverCpu }) => serverCpu)),
  databaseCpu: medianIfKnown(cells.map(({ databaseCpu }) => databaseCpu)),
});

const medianIfKnown = (values: readonly (number | null)[]) => {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? median(known) : null;
};
