import type pg from 'pg';
import { Pipeline, type PipelineOptions } from './pipeline.js';
import { rowTypes } from './row-types.js';
import type { RowSource, Statement } from './row-source.js';

/** One carries more lookups than a process can ask for; the other is for when it is broken, or held up. */
const PIPELINES = 2;
/** Lookups on their way on one of them before the next is used: together they cost fewer writes. */
const TOGETHER = 16;

/** Reads rows: lookups, which are never long, together on a few connections, and everything else on connections of its own. */
export class PooledRows implements RowSource {
  private readonly pipelines: readonly Pipeline[];

  constructor(
    private readonly pool: pg.Pool,
    options: PipelineOptions,
  ) {
    this.pipelines = Array.from({ length: PIPELINES }, () => new Pipeline(options));
  }

  rows<T extends object>(statement: Statement): Promise<T[]> {
    const pipeline = statement.lookup ? this.free() : undefined;
    return pipeline ? pipeline.rows(statement) : this.alone(statement);
  }

  /** Breaks off all lookups. */
  interrupt(): void {
    for (const pipeline of this.pipelines) pipeline.interrupt();
  }

  async close(): Promise<void> {
    await Promise.all(this.pipelines.map((pipeline) => pipeline.close()));
  }

  private async alone<T extends object>(statement: Statement): Promise<T[]> {
    const { text, values, name } = statement;
    const config = { text, values: values as unknown[], types: rowTypes, ...(name !== undefined && { name }) };
    return (await this.pool.query<T>(config)).rows;
  }

  private free(): Pipeline | undefined {
    let best: Pipeline | undefined;
    for (const pipeline of this.pipelines) {
      if (!pipeline.ready) continue;
      if (pipeline.onTheirWay < TOGETHER) return pipeline;
      if (!best || pipeline.onTheirWay < best.onTheirWay) best = pipeline;
    }
    return best;
  }
}
