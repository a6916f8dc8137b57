import { fuzz, type Tally } from '../testkit/fuzz/fuzz.js';
import { FuzzStage, type FuzzWorld } from '../testkit/fuzz/stage.js';
import { generatedFuzzWorld, importedFuzzWorld, variedFuzzWorld } from '../testkit/fuzz/world/worlds.js';

/** As `scripts/fuzz.mjs` reads them from the command line. */
interface Settings {
  worlds: ('varied' | 'generated' | 'data')[];
  queries: number;
  seconds: number | null;
  seed: number;
  data: string | null;
  path: string | null;
}

const { worlds, queries, seconds, seed, data, path } = JSON.parse(process.env['FUZZ'] ?? 'null') as Settings;

const worldsByName: Record<Settings['worlds'][number], () => FuzzWorld> = {
  varied: () => variedFuzzWorld(seed),
  generated: () => generatedFuzzWorld(seed),
  data: () => importedFuzzWorld(data!, seed),
};

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Tells every few seconds how far it has come. */
function progress(name: string): (tally: Tally) => void {
  const started = performance.now();
  let told = started;
  return (tally) => {
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    say(`${name}: ${summary(tally, (told - started) / 1_000)}`);
  };
}

function summary({ asked, reached, listed, failed }: Tally, elapsed: number): string {
  const share = (count: number) => `${Math.round((100 * count) / Math.max(1, asked))} %`;
  const pace = Math.round(asked / elapsed);
  return `${asked.toLocaleString('en')} queries, ${pace}/s; ${share(reached)} reach an object, ${share(listed)} a list, ${share(failed)} fail`;
}

describe(`random queries, seed ${seed}`, () => {
  it.each(worlds)('are answered alike by all strategies over the %s world', async (name) => {
    const stage = await FuzzStage.open(worldsByName[name]());
    try {
      say(`${name}: seed ${seed}; ${stage.strategies.map((strategy) => strategy.name).join(' and ')}`);
      const started = performance.now();
      const tally = await fuzz(stage, {
        seed,
        queries: Math.ceil(queries / worlds.length),
        ...(seconds !== null && { milliseconds: (seconds * 1_000) / worlds.length }),
        ...(path !== null && { path }),
        onProgress: progress(name),
      });
      say(`${name}: ${summary(tally, (performance.now() - started) / 1_000)}. No difference.`);
    } finally {
      await stage.close();
    }
  });
});
