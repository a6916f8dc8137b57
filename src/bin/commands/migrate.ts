import type { Command } from 'commander';
import { migrate } from '../../database/migrate.js';
import { RelationalDatabase } from '../../database/relational-database.js';
import { openDatabase } from '../database-address.js';
import { configuration } from '../environment.js';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of the database to the present version')
    .action(async () => {
      const address = await openDatabase(configuration(), 'command', (line) => process.stderr.write(`${line}\n`));
      try {
        const database = await RelationalDatabase.open({ url: address.url, poolSize: 2 });
        try {
          const applied = await migrate(database);
          process.stdout.write(
            applied.length === 0
              ? 'Nothing to do: the tables are up to date.\n'
              : applied.map((name) => `applied ${name}\n`).join(''),
          );
        } finally {
          await database.close();
        }
      } finally {
        await address.close();
      }
    });
}
