import type { ImportProgress } from '../../services/import/import-summary.js';

const BAR = 24;

/** Milliseconds between two drawings: of a terminal's line, and of lines in a log. */
const OFTEN = 100;
const SELDOM = 5_000;

/** How far an import is: one line that a terminal redraws, or, where there is none, a line every few seconds. */
export class ProgressLine {
  private readonly started = Date.now();
  private drawn = Date.now();
  private phase = '';
  private onScreen = false;

  constructor(private readonly out: NodeJS.WriteStream) {}

  show(progress: ImportProgress): void {
    const due = Date.now() - this.drawn >= (this.out.isTTY ? OFTEN : SELDOM);
    if (!due && (!this.out.isTTY || progress.phase === this.phase)) return;
    this.drawn = Date.now();
    this.phase = progress.phase;
    const line = describe(progress, (Date.now() - this.started) / 1000);
    if (this.out.isTTY) this.out.write(`\r${line.slice(0, this.out.columns - 1)}\x1b[K`);
    else this.out.write(`${line}\n`);
    this.onScreen = this.out.isTTY;
  }

  /** Writes a line that stays. */
  above(line: string): void {
    this.end();
    this.out.write(`${line}\n`);
  }

  /** Takes the line off the screen. */
  end(): void {
    if (this.onScreen) this.out.write('\r\x1b[K');
    this.onScreen = false;
  }
}

/** One line of progress. @param seconds since the import began */
export function describe(progress: ImportProgress, seconds: number): string {
  const { phase, file, rows, rowsTotal, bytesRead, bytesTotal } = progress;
  const time = `${seconds.toFixed(0)} s`;
  if (phase === 'waiting') return `waiting for another import to end  ${time}`;
  const reading = phase === 'reading';
  if (!reading && rowsTotal === undefined) return `writing ${file}  ${time}`;
  const part = Math.min(1, reading ? bytesRead / Math.max(1, bytesTotal) : rows / Math.max(1, rowsTotal ?? 1));
  const bar = '█'.repeat(Math.round(part * BAR)).padEnd(BAR, '░');
  const amount = reading ? `${megabytes(bytesRead)} of ${megabytes(bytesTotal)} MB  ` : '';
  return `${phase} ${file} ${bar} ${Math.floor(part * 100)} %  ${rows.toLocaleString('en')} rows  ${amount}${time}`;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
