import { Option, type Command } from 'commander';
import { StartError } from '../../shared/errors.js';
import { findingsOf, type Check, type Finding } from '../doctor/check.js';
import { database } from '../doctor/database.js';
import { adoptFolder, folderOfFiles, storedFiles, unnamedFiles } from '../doctor/files.js';
import { mail } from '../doctor/mail.js';
import { redis } from '../doctor/redis.js';
import { replicas } from '../doctor/replicas.js';
import { signingKeys } from '../doctor/signing-keys.js';
import { configuration } from '../environment.js';

const services: readonly Check[] = [
  ['database', database],
  ['replicas', replicas],
  ['Redis', redis],
  ['mail', mail],
  ['signing keys', signingKeys],
];

interface DoctorOptions {
  files?: true;
  adoptFolder?: true;
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

async function doctor(options: DoctorOptions): Promise<void> {
  const config = configuration();
  say('ok', `configuration: ${config.env}, data in ${config.dataDir}`);
  for (const notice of config.notices) say('note', notice);
  const checks = [...services, ...filesChecks(options)];
  let wrong = 0;
  for (const check of checks) {
    const findings = await findingsOf(check, config);
    for (const { state, text } of findings) say(state, `${check[0]}: ${text}`);
    if (findings.some(({ state }) => state === 'wrong')) wrong += 1;
  }
  if (wrong > 0) throw new StartError(`${wrong} of ${checks.length} checks found something wrong.`);
}

const say = (state: Finding['state'], text: string) => process.stdout.write(`${state.padEnd(8)}${text}\n`);

/** Contents that are missing in a folder that is adopted are told, and nothing wrong: the operator who adopts it knows better. */
function filesChecks({ files, adoptFolder: adopts }: DoctorOptions): Check[] {
  if (adopts) return [['files', (config) => adoptFolder(config, (line) => say('note', `files: ${line}`))]];
  const folder: Check = ['files', folderOfFiles];
  return files ? [folder, ['stored files', storedFiles], ['files that no row names', unnamedFiles]] : [folder];
}
