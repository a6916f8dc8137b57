/** When it is in worlds that stand still. */
export const START = new Date('2026-02-01T12:00:00.000Z');

/** Few, so that many rows share one; those of the last century and of the far future sort as numbers, not as texts. */
export const someTimes: readonly Date[] = [
  '1969-12-31T23:59:59.999Z',
  '2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.001Z',
  '2026-01-01T00:00:00.010Z',
  '2026-01-01T00:00:01.000Z',
  '2026-01-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999Z',
].map((time) => new Date(time));

/**
 * Names that SQL, LIKE, JSON, cursors or sorting may stumble over. Code points and UTF-16 units sort the last ones differently;
 * some differ by their case only, within ASCII and beyond.
 */
export const oddNames: readonly string[] = [
  'Alpha',
  'alpha',
  'ALPHA beta',
  "O'Brien",
  'quo"te',
  'back\\slash',
  '100%',
  'under_score',
  'underXscore',
  '$1',
  '{"a": [null]}',
  'pipe|s|and,commas',
  'tab\tnew\nline',
  ' spaced ',
  'Ärger',
  'ärger',
  'ÉTÉ été',
  'Жизнь',
  'жизнь',
  'e\u0301 combined',
  '日本語',
  '👩‍👩‍👧 family',
  '\u{10348} gothic',
  '\uffee halfwidth',
];
