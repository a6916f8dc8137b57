import { setTimeout as delay } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { loadSigningKeys } from '../../auth/signing-keys.js';
import type { Config } from '../../config/config.js';
import { pendingMigrations } from '../../database/migrate.js';
import { RelationalDatabase } from '../../database/relational-database.js';
import { newerMigrations, refuseWhenTooOld } from '../../database/release.js';
import { SmtpMailer } from '../../mail/smtp-mailer.js';
import { checkRedis } from '../../messaging/check-redis.js';
import { StartError } from '../../shared/errors.js';
import { configuration } from '../environment.js';
import { inspectDatabase } from '../inspect-database.js';
import { adoptFolder, folderOfFiles, storedFiles, unnamedFiles } from './doctor-files.js';

/** One thing that is looked at; it answers what it found, or throws. */
type Check = [what: string, look: (config: Config) => Promise<string>];

const services: Check[] = [
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

interface DoctorOptions {
  files?: boolean;
  adoptFolder?: boolean;
}

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check the configuration and every service; exit 1 when something is wrong')
    .option('--files', 'also hold all stored files against the database, which may take long')
    .addOption(
      new Option(
        '--adopt-folder',
        'go on with the folder of files that ATRIUM_DATA_DIR names, whichever was in use before',
      ).implies({ files: true }),
    )
    .action(doctor);
}

const say = (finding: 'ok' | 'note' | 'wrong', text: string) => process.stdout.write(`${finding.padEnd(8)}${text}\n`);

async function doctor({ files, adoptFolder: adopts }: DoctorOptions): Promise<void> {
  const config = configuration();
  say('ok', `configuration: ${config.env}, data in ${config.dataDir}`);
  for (const notice of config.notices) say('note', notice);
  const checks = [...services, ...filesChecks({ files, adopts })];
  let wrong = 0;
  for (const [what, look] of checks) {
    try {
      say('ok', `${what}: ${await look(config)}`);
    } catch (error) {
      wrong += 1;
      const { message, code } = error as { message?: string; code?: string };
      say('wrong', `${what}: ${message || code || String(error)}`);
    }
  }
  if (wrong > 0) throw new StartError(`${wrong} of ${checks.length} checks found something wrong.`);
}

/** What is missing in a folder that is adopted is said, and nothing wrong: who adopts it knows better. */
function filesChecks({ files, adopts }: { files: boolean | undefined; adopts: boolean | undefined }): Check[] {
  if (adopts) return [['files', (config) => adoptFolder(config, (line) => say('note', `files: ${line}`))]];
  const folder: Check = ['files', folderOfFiles];
  return files ? [folder, ['stored files', storedFiles], ['files that no row names', unnamedFiles]] : [folder];
}

function database(config: Config): Promise<string> {
  return inspectDatabase(config, async (opened, { embedded }) => {
    const [row] = await opened.rows<{ version: string }>({
      text: `select current_setting('server_version') as version`,
      values: [],
    });
    await refuseWhenTooOld(opened, opened.migrations);
    const pending = await pendingMigrations(opened);
    const newer = await newerMigrations(opened);
    const where = embedded ? 'embedded ' : '';
    const tables = pending.length === 0 ? 'tables up to date' : `${pending.length} migrations to apply: run \`migrate\``;
    const ahead = newer.length === 0 ? '' : `, with ${newer.length} compatible migrations of a newer release`;
    return `${where}PostgreSQL ${row!.version}, ${tables}${ahead}`;
  });
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
  const { trouble } = await checkRedis(redisUrl);
  if (trouble !== null) throw new Error(trouble);
  return 'answers';
}
