import { fuzz, type Tally } from '../../testkit/fuzz/fuzz.js';
import { FuzzStage } from '../../testkit/fuzz/stage.js';
import type { Strategy } from '../../testkit/fuzz/strategy.js';
import { variedFuzzWorld } from '../../testkit/fuzz/world/worlds.js';

/** A few of the queries that `npm run fuzz` asks; FUZZ_SEED asks the same ones again. */
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const MILLISECONDS = 12_000;

let stage: FuzzStage;
beforeAll(async () => {
  stage = await FuzzStage.open(variedFuzzWorld(seed));
});
afterAll(() => stage.close());

describe(`random queries, seed ${seed}`, () => {
  let tally: Tally;

  it('are answered alike by all strategies', async () => {
    tally = await fuzz(stage, { seed, queries: 100_000, milliseconds: MILLISECONDS });
    expect(tally.asked).toBeGreaterThan(0);
  }, 60_000);

  it('are planned as a rule', () => {
    for (const { planned } of stage.strategies) if (planned) expect(planned.answered / planned.asked).toBeGreaterThan(0.5);
  });

  it('reach objects and lists as often as not', () => {
    expect(tally.reached / tally.asked).toBeGreaterThan(0.5);
    expect(tally.listed / tally.asked).toBeGreaterThan(0.15);
    expect(tally.failed / tally.asked).toBeLessThan(0.3);
  });
});

describe('a strategy that is wrong', () => {
  const reference = () => stage.strategies.find(({ name }) => name === 'reference')!;
  const wrong = (change: (text: string) => string): Strategy => ({
    name: 'wrong',
    answer: async (...asked) => JSON.parse(change(JSON.stringify(await reference().answer(...asked)))) as never,
  });

  it.each([
    ['about the end of a list', (text: string) => text.replaceAll('"hasNextPage":true', '"hasNextPage":false')],
    ['about a count', (text: string) => text.replaceAll('"totalCount":1,', '"totalCount":2,')],
    ['about the code of an error', (text: string) => text.replaceAll('BAD_USER_INPUT', 'FORBIDDEN')],
    ['about what a viewer may do', (text: string) => text.replaceAll('"GUEST"', '"MEMBER"')],
  ])('%s is found out, with what it was asked', async (_, change) => {
    const strategies = [reference(), wrong(change)];
    const run = fuzz({ ...stage, strategies }, { seed, queries: 20_000 });
    await expect(run).rejects.toThrow(
      new RegExp(`reference and wrong answer differently[^]*seed ${seed}, path [^]*viewer: [^]*query`),
    );
  });
});
