import type { Command } from 'commander';
import type { Config } from '../../config/config.js';
import { createApp } from '../../app.js';
import type { DemoSignIn } from '../../server/playground/demo-sign-in.js';
import { checkRedis } from '../../messaging/check-redis.js';
import { StartError } from '../../shared/errors.js';
import { openDatabase } from '../database-address.js';
import { demoAccount } from '../demo/demo-content.js';
import { findDemoSignIn } from '../demo/find-demo-sign-in.js';
import { makeDemoData } from '../demo/make-demo-data.js';
import { configuration } from '../environment.js';
import { catchTheRest } from '../catch-the-rest.js';
import { runUntilStopped, type Lifetime } from '../lifetime.js';
import { createLogger, type ProcessLog } from '../logging/create-logger.js';
import { prepareDatabase } from '../prepare-database.js';

export function registerServe(program: Command): void {
  program.command('serve').description('run the API server').action(serve);
}

async function serve(): Promise<void> {
  const config = configuration();
  await runUntilStopped(config.drainSeconds, (lifetime) => start(config, lifetime));
}

/** Redis may be away for a while, also during a start; one that refuses us will not change its mind. */
async function requireRedis(url: string, say: (line: string) => void): Promise<void> {
  const { trouble, isMisconfigured } = await checkRedis(url);
  if (isMisconfigured) throw new StartError(`Redis does not take what REDIS_URL says: ${trouble}`);
  if (trouble !== null) say(`Redis does not answer (${trouble}). The server starts without it, and keeps looking for it.`);
}

async function start(config: Config, lifetime: Lifetime): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const notice of config.notices) say(notice);

  // From the beginning: the signal ends a process that does not hear it.
  let log: ProcessLog | null = null;
  process.on('SIGUSR2', () => void log?.reopen());
  const { logger } = (log = await lifetime.open(
    () => createLogger(config),
    (opened) => opened.close(),
  ));
  catchTheRest(logger, () => lifetime.fail('Atrium ends since something failed that nobody expected; the log says what.'));
  if (config.redisUrl !== null) await requireRedis(config.redisUrl, say);
  const database = await lifetime.open(
    () => openDatabase(config, 'server', say, lifetime.stopping),
    (opened) => opened.close(),
    { always: true },
  );
  const { notices } = await lifetime.unlessStopped(prepareDatabase(database));
  for (const notice of notices) say(notice);
  let offered: DemoSignIn | null = null;
  const app = await lifetime.open(
    () => createApp(config, database.url, logger, { demo: () => offered, onTooOld: (line) => lifetime.fail(line) }),
    (opened) => opened.close(),
  );
  // Not given up halfway: the next start would take a part of the demo data for all of it.
  const demo = config.env === 'development' && database.embedded ? await makeDemoData(app) : null;
  if (demo !== null) offered = await findDemoSignIn(app);
  lifetime.stopping.throwIfAborted();
  const address = await app.listen();
  if (demo === 'made') say('Made demo data: an organization with people, projects and files.');
  say(`Atrium answers at ${address}/graphql (a browser shows the playground there).`);
  if (demo !== null) say(`Demo sign-in: ${demoAccount.email} with the password ${demoAccount.password}`);
}
