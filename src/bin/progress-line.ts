/** Milliseconds between two drawings: of a terminal's line, and of lines in a log. */
const OFTEN = 100;
const SELDOM = 5_000;

/** How far a command is: one line that a terminal redraws, or, where there is none, a line every few seconds. */
export class ProgressLine<Progress extends { phase: string }> {
  private readonly started = Date.now();
  private drawn = Date.now();
  private phase = '';
  private onScreen = false;

  /** @param describe the line for a progress, so many seconds after the beginning */
  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly describe: (progress: Progress, seconds: number) => string,
  ) {}

  show(progress: Progress): void {
    const due = Date.now() - this.drawn >= (this.out.isTTY ? OFTEN : SELDOM);
    if (!due && (!this.out.isTTY || progress.phase === this.phase)) return;
    this.drawn = Date.now();
    this.phase = progress.phase;
    const line = this.describe(progress, (Date.now() - this.started) / 1000);
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
