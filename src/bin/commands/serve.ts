import type { Command } from 'commander';
import { createApp } from '../../app.js';
import type { DemoSignIn } from '../../server/playground/demo-sign-in.js';
import { openDatabase } from '../database-address.js';
import { demoAccount } from '../demo/demo-content.js';
import { findDemoSignIn } from '../demo/find-demo-sign-in.js';
import { makeDemoData } from '../demo/make-demo-data.js';
import { configuration } from '../environment.js';
import { createLogger } from '../logger.js';
import { prepareDatabase } from '../prepare-database.js';
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
    const { notices } = await prepareDatabase(database);
    for (const notice of notices) say(notice);
    let offered: DemoSignIn | null = null;
    const app = await createApp(config, database.url, createLogger(config), { demo: () => offered });
    const demo = config.env === 'development' && database.embedded ? await makeDemoData(app) : null;
    if (demo !== null) offered = await findDemoSignIn(app);
    const address = await app.listen();
    if (demo === 'made') say('Made demo data: an organization with people, projects and files.');
    say(`Atrium answers at ${address}/graphql (a browser shows the playground there).`);
    if (demo !== null) say(`Demo sign-in: ${demoAccount.email} with the password ${demoAccount.password}`);
    stopOnSignals(config.drainSeconds, async () => {
      await app.close();
      await database.close();
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The first signal lets the server finish; a second, or too long a wait, ends it at once. */
function stopOnSignals(drainSeconds: number, stop: () => Promise<void>): void {
  let stopping = false;
  const handle = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), drainSeconds * 1_000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        tell(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}
