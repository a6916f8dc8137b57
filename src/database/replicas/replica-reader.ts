import type { RowSource, Statement } from '../row-source.js';
import type { Replica } from './replica.js';

/** PostgreSQL's code of a statement that took too long; on a replica as on the primary. */
const TOOK_TOO_LONG = '57014';

/**
 * Reads that belong together, from one replica, so that no later one sees an older state. When it fails one of them, whatever the
 * reason, that one and all that follow are answered by the primary.
 */
export class ReplicaReader implements RowSource {
  private source: RowSource;

  constructor(
    replica: Replica,
    private readonly primary: RowSource,
  ) {
    this.source = replica;
  }

  async rows<T extends object>(statement: Statement): Promise<T[]> {
    const { source } = this;
    if (source === this.primary) return source.rows(statement);
    try {
      return await source.rows(statement);
    } catch (error) {
      if ((error as { code?: unknown }).code === TOOK_TOO_LONG) throw error;
      this.source = this.primary;
      return this.primary.rows(statement);
    }
  }
}
