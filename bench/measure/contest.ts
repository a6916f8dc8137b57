import type pg from 'pg';
import type { Facts } from '../database/facts.ts';
import { randomFrom } from '../generate/random.ts';
import type { PreparedRequest } from '../load/load.ts';
import { LoadProcess } from '../load/load-process.ts';
import type { Operation, Parameters } from '../operations/operation.ts';
import { requestFor } from '../sides/requests.ts';
import type { RunningSide } from '../sides/start-side.ts';
import type { Tokens } from '../sides/tokens.ts';
import { agree, type Exam } from './agreement.ts';
import { measureCell, type Cell } from './cell.ts';
import type { Plan } from './plan.ts';

/** Different requests of each operation, which are asked in turn. */
const REQUESTS = 200;

/** Of 15 minutes that a token is good for. */
const TOKENS_RENEWED_AFTER = 8 * 60_000;

export interface ContestOptions {
  sides: readonly RunningSide[];
  operations: readonly Operation[];
  facts: Facts;
  client: pg.Client;
  /** Signs in the owners of these organizations, and the observer. */
  issueTokens(organizations: readonly string[]): Promise<Tokens>;
  onProgress(line: string): void;
}

/** All servers, asked the same: first whether they agree, then, side by side, how fast they are. */
export class Contest {
  readonly #options: ContestOptions;
  readonly #asked: ReadonlyMap<Operation, readonly Parameters[]>;
  readonly #exams = new Map<Operation, Map<RunningSide, Exam>>();
  #tokens: { tokens: Tokens; since: number } | null = null;

  constructor(options: ContestOptions) {
    this.#options = options;
    this.#asked = new Map(options.operations.map((operation) => [operation, drawn(operation, options.facts)]));
  }

  /** @throws Disagreement when two servers answer differently. */
  async agree(): Promise<void> {
    const { sides, client, onProgress } = this.#options;
    const tokens = await this.#validTokens();
    for (const [operation, asked] of this.#asked) {
      this.#exams.set(operation, await agree(sides, tokens, operation, asked, client));
      onProgress(
        `${operation.name}: ${sides.length} servers agree on ${operation.name === 'M1' ? 'a write' : `${asked.length} answers`}`,
      );
    }
  }

  /** Rounds in which the servers take turns, each beginning with another one. To be called when they agree. */
  async measure(plan: Plan): Promise<Cell[]> {
    const { sides, operations, client, onProgress } = this.#options;
    const load = new LoadProcess();
    const cells: Cell[] = [];
    try {
      for (let round = 0; round <= plan.rounds; round++) {
        for (const operation of operations) {
          for (const running of rotated(sides, round)) {
            const requests = await this.#requests(running, operation);
            const measured = (settings: Plan['many']) =>
              measureCell(running, operation, requests, { client, load }, { round, ...settings });
            if (round === 0) {
              await measured({ connections: plan.many.connections, warmUp: plan.firstWarmUp, measure: 100 });
              continue;
            }
            const many = await measured(plan.many);
            cells.push(many, await measured(plan.one));
            onProgress(`round ${round}, ${operation.name}, ${running.side.title}: ${many.rate.toFixed(0)}/s`);
          }
        }
      }
      return cells;
    } finally {
      load.close();
    }
  }

  async #requests(running: RunningSide, operation: Operation): Promise<PreparedRequest[]> {
    const tokens = await this.#validTokens();
    const { cursorOf, expected } = this.#exams.get(operation)!.get(running)!;
    return this.#asked.get(operation)!.map((parameters, place) => ({
      ...requestFor({ ...running, tokens }, operation, parameters, cursorOf),
      expected: expected[place]!,
    }));
  }

  async #validTokens(): Promise<Tokens> {
    if (!this.#tokens || performance.now() - this.#tokens.since > TOKENS_RENEWED_AFTER) {
      const organizations = new Set([...this.#asked.values()].flat().map(({ as }) => as));
      organizations.delete('observer');
      this.#tokens = { since: performance.now(), tokens: await this.#options.issueTokens([...organizations]) };
    }
    return this.#tokens.tokens;
  }
}

function drawn(operation: Operation, facts: Facts): Parameters[] {
  const random = randomFrom(1, operation.name);
  return Array.from({ length: REQUESTS }, () => operation.draw(facts, random));
}

const rotated = <T>(values: readonly T[], by: number): T[] => {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
};
