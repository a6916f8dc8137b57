import type { Command } from 'commander';
import { StartError } from '../../shared/errors.js';
import { findingsOf, type Check } from '../doctor/check.js';
import { database } from '../doctor/database.js';
import { mail } from '../doctor/mail.js';
import { redis } from '../doctor/redis.js';
import { replicas } from '../doctor/replicas.js';
import { signingKeys } from '../doctor/signing-keys.js';
import { configuration } from '../environment.js';

const checks: readonly Check[] = [
  ['database', database],
  ['replicas', replicas],
  ['Redis', redis],
  ['mail', mail],
  ['signing keys', signingKeys],
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
      for (const check of checks) {
        const findings = await findingsOf(check, config);
        for (const { state, text } of findings) process.stdout.write(`${state.padEnd(7)} ${check[0]}: ${text}\n`);
        if (findings.some(({ state }) => state === 'wrong')) wrong += 1;
      }
      if (wrong > 0) throw new StartError(`${wrong} of ${checks.length} checks found something wrong.`);
    });
}
