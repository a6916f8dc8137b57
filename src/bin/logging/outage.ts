import { describeSystemError } from '../../shared/system-error.js';

/** Tells operators that the log cannot be written, once for each time that this begins, and that it is written again. */
export class Outage {
  private told: 'nothing' | 'slow' | 'failed' = 'nothing';
  private dropped = 0;

  /** @param where a path, or a name such as `standard output` */
  constructor(
    private readonly where: string,
    private readonly tell: (line: string) => void,
  ) {}

  failed(error: NodeJS.ErrnoException): void {
    if (this.told === 'failed') return;
    this.told = 'failed';
    this.tell(
      `The log cannot be written to ${this.where}: ${describeSystemError(error)}. Atrium goes on; lines are kept in memory as far as they fit there, and are written once they can be.`,
    );
  }

  /** A line was dropped, also when no write has failed. */
  drop(): void {
    this.dropped += 1;
    if (this.told !== 'nothing') return;
    this.told = 'slow';
    this.tell(
      `The log cannot be written to ${this.where} as fast as it grows: its reader or its disk is too slow. Atrium goes on; lines that do not fit in memory are dropped.`,
    );
  }

  end(): void {
    if (this.told === 'nothing') return;
    this.tell(
      `The log is written to ${this.where} again; ${this.dropped === 0 ? 'no line was dropped' : `lines dropped: ${this.dropped}`}.`,
    );
    this.told = 'nothing';
    this.dropped = 0;
  }
}
