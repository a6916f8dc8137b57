import type { Logger } from 'pino';
import { tooOld, unknownRequirement } from '../database/release.js';
import type { RelationalDatabase } from '../database/relational-database.js';

export interface ReleaseWatchParts {
  database: RelationalDatabase;
  log: Pick<Logger, 'error'>;
  /** Milliseconds between two looks; null for none. */
  every: number | null;
  /** Hears once, in a line, that this code must not go on. */
  onTooOld: (line: string) => void;
}

/** Notices, while a server runs, that a newer release has applied a migration that is incompatible with its code. */
export class ReleaseWatch {
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: ReleaseWatchParts) {}

  start(): void {
    const { every } = this.parts;
    if (every !== null) this.timer = setInterval(() => void this.look(), every);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private async look(): Promise<void> {
    const { database, log, onTooOld } = this.parts;
    // A database that is away is told of by those who need it.
    const migration = await unknownRequirement(database, database.migrations).catch(() => null);
    if (migration === null || this.timer === null) return;
    this.stop();
    log.error({ migration }, tooOld(migration));
    onTooOld(tooOld(migration));
  }
}
