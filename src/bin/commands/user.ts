import { createInterface } from 'node:readline/promises';
import { Option, type Command } from 'commander';
import { Argon2Passwords } from '../../auth/argon2-passwords.js';
import { newOpaqueToken } from '../../auth/opaque-tokens.js';
import { createUser } from '../../services/authentication/create-user.js';
import { systemClock } from '../../shared/clock.js';
import { StartError } from '../../shared/errors.js';
import { encodeId } from '../../shared/ids.js';
import { withDatabase } from '../with-database.js';

interface CreateOptions {
  email: string;
  name: string;
  username?: string;
  passwordStdin?: boolean;
  admin?: boolean;
}

export function registerUser(program: Command): void {
  const user = program.command('user').description('people');
  user
    .command('create')
    .description('make an account; without --password-stdin its password is made up and printed once')
    .requiredOption('--email <address>', 'the address with which the person signs in')
    .requiredOption('--name <name>', 'the name to show')
    .option('--username <username>', 'made from the address when absent')
    .option('--password-stdin', 'read the password from the first line of standard input')
    .addOption(new Option('--admin', 'make them a system administrator'))
    .action(create);
}

async function create({ email, name, username, passwordStdin, admin }: CreateOptions): Promise<void> {
  const password = passwordStdin ? await firstLine() : newOpaqueToken('pw');
  const facts = {
    email,
    name,
    password,
    ...(username !== undefined && { username }),
    systemRole: admin ? ('ADMIN' as const) : ('USER' as const),
  };
  const passwords = new Argon2Passwords();
  const result = await withDatabase(({ em }) =>
    em.transactional((tx) => createUser({ em: tx, passwords, clock: systemClock }, facts)),
  );
  if (!result.ok)
    throw new StartError(result.errors.map(({ path, message }) => `--${path.at(-1) ?? 'input'}: ${message}`).join('\n'));
  process.stdout.write(`${encodeId('User', result.value.id)} ${result.value.email} ${result.value.username}\n`);
  if (!passwordStdin) process.stdout.write(`password: ${password}\n`);
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  throw new StartError('There is no password on standard input.');
}
