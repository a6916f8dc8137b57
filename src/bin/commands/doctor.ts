import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { Redis } from 'ioredis';
import { loadSigningKeys } from '../../auth/signing-keys.js';
import type { Config } from '../../config/config.js';
import { pendingMigrations } from '../../database/migrate.js';
import { RelationalDatabase } from '../../database/relational-database.js';
import { newerMigrations, refuseWhenTooOld } from '../../database/release.js';
import { SmtpMailer } from '../../mail/smtp-mailer.js';
import { StartError } from '../../shared/errors.js';
import { openDatabase } from '../database-address.js';
import { configuration } from '../environment.js';

/** One thing that is looked at; it answers what it found, or throws. */
type Check = [what: string, look: (config: Config) => Promise<string>];

const checks: Check[] = [
  ['database', database],
  ['replicas', replicas],
  ['Redis', redis],
  ['mail', mail],
  [
    'signing keys',
    async ({ signingKeys, dataDir }) =>
      `${(await loadSigningKeys({ configured: signingKeys, dataDir })).publicJwks().keys.length} to verify with`,
  ],
];

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check the configuration and every service; exit 1 when something is wrong')
    .action(async () => {
      const config = configuration();
      process.stdout.write(`ok      configuration: ${config.env}, data in ${config.dataDir}\n`);
      for (const notice of config.notices) process.stdout.write(`note    ${notice}\n`);
      let wrong = 0;
      for (const [what, look] of checks) {
        try {
          process.stdout.write(`ok      ${what}: ${await look(config)}\n`);
        } catch (error) {
          wrong += 1;
          process.stdout.write(
            `wrong   ${what}: ${error instanceof Error ? error.message || (error as { code?: string }).code : String(error)}\n`,
          );
        }
      }
      if (wrong > 0) throw new StartError(`${wrong} of ${checks.length} checks found something wrong.`);
    });
}

async function database(config: Config): Promise<string> {
  const address = await openDatabase(config, 'command');
  try {
    const opened = await RelationalDatabase.open({ url: address.url, poolSize: 1 });
    try {
      const [row] = await opened.rows<{ version: string }>({
        text: `select current_setting('server_version') as version`,
        values: [],
      });
      await refuseWhenTooOld(opened, opened.migrations);
      const pending = await pendingMigrations(opened);
      const newer = await newerMigrations(opened);
      const where = address.embedded ? 'embedded ' : '';
      const tables = pending.length === 0 ? 'tables up to date' : `${pending.length} migrations to apply: run \`migrate\``;
      const ahead = newer.length === 0 ? '' : `, with ${newer.length} compatible migrations of a newer release`;
      return `${where}PostgreSQL ${row!.version}, ${tables}${ahead}`;
    } finally {
      await opened.close();
    }
  } finally {
    await address.close();
  }
}

async function replicas({ database: { url, replicaUrls } }: Config): Promise<string> {
  if (url === null || replicaUrls.length === 0) return 'not configured; all is read from the primary';
  const opened = await RelationalDatabase.open({ url, replicaUrls, poolSize: 1 });
  try {
    const leftOut = () => opened.replicaStates.filter(({ trouble }) => trouble !== null);
    // One that has not come quite up to this moment has in the next.
    for (let looks = 0; looks < 3 && (looks === 0 || leftOut().length > 0); looks++) {
      await delay(looks * 500);
      await opened.lookAtReplicas();
    }
    if (leftOut().length > 0)
      throw new Error(
        leftOut()
          .map(({ name, trouble }) => `${name}: ${trouble}`)
          .join('; '),
      );
    return `${replicaUrls.length} keep up`;
  } finally {
    await opened.close();
  }
}

async function mail({ mail: { smtpUrl, from } }: Config): Promise<string> {
  if (smtpUrl === null) return 'caught in the data directory; SMTP_URL is not set';
  await new SmtpMailer({ url: smtpUrl, from }).verify();
  return `the SMTP server answers; mails come from ${from}`;
}

async function redis({ redisUrl }: Config): Promise<string> {
  if (redisUrl === null) return 'not configured; subscriptions stay within one process';
  const client = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  let trouble: Error | undefined;
  client.on('error', (error) => (trouble = error));
  try {
    await client.connect();
    await client.ping();
    return 'answers';
  } catch (error) {
    throw trouble ?? error;
  } finally {
    client.disconnect();
  }
}
