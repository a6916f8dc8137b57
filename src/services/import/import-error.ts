/** An import that could not be made; nothing of it stays. Shown as it is, without a stack. */
export class ImportError extends Error {
  override readonly name = 'ImportError';

  /**
   * @param message one line that says what is wrong
   * @param problems the first broken rows, one line each: `files.csv:12: size: "abc" is not a number of bytes`
   * @param count how many broken rows there are altogether
   */
  constructor(
    message: string,
    readonly problems: readonly string[] = [],
    readonly count = problems.length,
  ) {
    super(message);
  }
}
