import type { Command } from 'commander';
import { openDatabase } from '../database-address.js';
import { configuration } from '../environment.js';
import { prepareDatabase } from '../prepare-database.js';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of the database to the present version')
    .action(async () => {
      const address = await openDatabase(configuration(), 'command', (line) => process.stderr.write(`${line}\n`));
      try {
        const { applied, notices } = await prepareDatabase(address);
        for (const notice of notices) process.stderr.write(`${notice}\n`);
        const lines =
          applied.length === 0 ? ['Nothing to do: the tables are up to date.'] : applied.map((name) => `applied ${name}`);
        process.stdout.write(`${lines.join('\n')}\n`);
      } finally {
        await address.close();
      }
    });
}
