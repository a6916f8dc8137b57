import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { registerDoctor } from './commands/doctor.js';
import { registerImport } from './commands/import.js';
import { registerMigrate } from './commands/migrate.js';
import { registerSchema } from './commands/schema.js';
import { registerServe } from './commands/serve.js';
import { registerToken } from './commands/token.js';
import { registerUser } from './commands/user.js';
import { openMigrated } from './open-migrated.js';
import { FAILURE, outliveReaders, tell, WRONG_USAGE } from './run.js';

const program = new Command('atrium')
  .description('Atrium: a GraphQL API server for collaborative apps')
  .configureHelp({ sortSubcommands: true })
  .showSuggestionAfterError()
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride();

outliveReaders();
registerServe(program);
registerMigrate(program);
registerImport(program, openMigrated);
registerToken(program);
registerUser(program);
registerSchema(program);
registerDoctor(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  } else {
    tell(error);
    process.exitCode = FAILURE;
  }
}
