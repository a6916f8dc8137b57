import { ImportError } from './import-error.js';

/** Problems that an error quotes; the others are counted. */
const QUOTED = 20;

/** Collects what is wrong with rows: the first ones in words, all of them by number. */
export class Problems {
  private readonly first: string[] = [];
  private count = 0;

  /**
   * @param skipInvalid broken rows are left out, and stop nothing
   * @param heard is told of each problem in words, as it is found
   */
  constructor(
    private readonly skipInvalid: boolean,
    private readonly heard: (line: string) => void,
  ) {}

  /** @param line of the file where the row begins, counted from 1 */
  add(file: string, line: number, text: string): void {
    const problem = `${file}:${line}: ${text}`;
    this.count++;
    if (this.first.length < QUOTED) this.first.push(problem);
    if (this.skipInvalid) this.heard(problem);
  }

  /** @throws ImportError when there is any, unless broken rows are skipped. */
  refuseUnlessSkipped(): void {
    if (this.skipInvalid || this.count === 0) return;
    const rows = this.count === 1 ? '1 row is broken' : `${this.count} rows are broken`;
    throw new ImportError(`${rows}; nothing was imported. With --skip-invalid such rows are left out.`, this.first, this.count);
  }
}
