import type { Command } from 'commander';
import { createApp } from '../../app.js';
import type { DemoSignIn } from '../../server/playground/demo-sign-in.js';
import { openDatabase } from '../database-address.js';
import { demoAccount } from '../demo/demo-content.js';
import { findDemoSignIn } from '../demo/find-demo-sign-in.js';
import { makeDemoData } from '../demo/make-demo-data.js';
import { configuration } from '../environment.js';
import { catchTheRest } from '../catch-the-rest.js';
import { createLogger } from '../logger.js';
import { migrateDatabase } from '../migrate-database.js';
import { tell } from '../run.js';

/** What answers, sockets and all, until it is told to stop. */
export function registerServe(program: Command): void {
  program.command('serve').description('run the API server').action(serve);
}

async function serve(): Promise<void> {
  const config = configuration();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const notice of config.notices) say(notice);

  const database = await openDatabase(config, 'server', say);
  try {
    await migrateDatabase(database);
    let offered: DemoSignIn | null = null;
    const log = createLogger(config);
    const app = await createApp(config, database.url, log, { demo: () => offered });
    const demo = config.env === 'development' && database.embedded ? await makeDemoData(app) : null;
    if (demo !== null) offered = await findDemoSignIn(app);
    const address = await app.listen();
    if (demo === 'made') say('Made demo data: an organization with people, projects and files.');
    say(`Atrium answers at ${address}/graphql (a browser shows the playground there).`);
    if (demo !== null) say(`Demo sign-in: ${demoAccount.email} with the password ${demoAccount.password}`);
    const end = ender(config.drainSeconds, async () => {
      await app.close();
      await database.close();
    });
    endOnSignals(end);
    catchTheRest(log, () => end(1));
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What lets the server finish, and ends the process with a code: with 1 when that fails or takes too long. Once is enough. */
function ender(drainSeconds: number, stop: () => Promise<void>): (code: number) => void {
  let worst: number | null = null;
  return (code) => {
    const isFirst = worst === null;
    worst = Math.max(worst ?? 0, code);
    if (!isFirst) return;
    setTimeout(() => process.exit(1), drainSeconds * 1_000).unref();
    stop().then(
      () => process.exit(worst),
      (error: unknown) => {
        tell(error);
        process.exit(1);
      },
    );
  };
}

/** The first signal lets the server finish; a second ends it at once. */
function endOnSignals(end: (code: number) => void): void {
  let signals = 0;
  const handle = () => (++signals > 1 ? process.exit(1) : end(0));
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}
