import type { Cell } from '../measure/cell.ts';
import type { OperationName } from '../operations/operation.ts';
import type { SideName } from '../sides/side.ts';

/** The medians of one server at one operation. */
export interface Figures {
  /** With many connections: answers a second, milliseconds, and milliseconds of processor time a request. */
  rate: number;
  p50: number;
  p99: number;
  serverCpu: number | null;
  databaseCpu: number | null;
  /** With one connection: milliseconds. */
  latency: number;
  latencyP99: number;
}

/** What the rounds say together. */
export class Summary {
  readonly cells: readonly Cell[];

  constructor(cells: readonly Cell[]) {
    this.cells = cells;
  }

  figures(side: SideName, operation: OperationName): Figures | null {
    const [many, one] = [this.#cells(side, operation, false), this.#cells(side, operation, true)];
    if (many.length === 0 || one.length === 0) return null;
    return {
      rate: median(many.map(({ rate }) => rate)),
      p50: median(many.map(({ p50 }) => p50)),
      p99: median(many.map(({ p99 }) => p99)),
      serverCpu: medianOfKnown(many.map(({ serverCpu }) => serverCpu)),
      databaseCpu: medianOfKnown(many.map(({ databaseCpu }) => databaseCpu)),
      latency: median(one.map(({ p50 }) => p50)),
      latencyP99: median(one.map(({ p99 }) => p99)),
    };
  }

  /** How many times as fast one server is as another; the median of the rounds, since what disturbs a round disturbs both. */
  ratio(side: SideName, to: SideName, operation: OperationName): number | null {
    const others = new Map(this.#cells(to, operation, false).map(({ round, rate }) => [round, rate]));
    const ratios = this.#cells(side, operation, false).flatMap(({ round, rate }) => {
      const other = others.get(round);
      return other === undefined ? [] : [rate / other];
    });
    return ratios.length === 0 ? null : median(ratios);
  }

  /** The faster of the two hand-written servers. */
  limit(operation: OperationName): SideName | null {
    const [json, rows] = [this.figures('limit-json', operation), this.figures('limit-rows', operation)];
    if (!json || !rows) return null;
    return json.rate >= rows.rate ? 'limit-json' : 'limit-rows';
  }

  /** What else ran on the machine meanwhile, as a part of one processor. */
  get foreignLoad(): number | null {
    return medianOfKnown(this.cells.map(({ foreignLoad }) => foreignLoad));
  }

  /** The most that the load generator took of a processor: near 1 it, and not the server, was what is measured. */
  get generatorLoad(): number {
    return Math.max(...this.cells.map(({ generatorLoad }) => generatorLoad));
  }

  #cells(side: SideName, operation: OperationName, alone: boolean): Cell[] {
    return this.cells.filter((cell) => cell.side === side && cell.operation === operation && (cell.connections === 1) === alone);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function medianOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}
