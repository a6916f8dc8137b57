import { InvalidArgumentError, Option, type Command } from 'commander';
import { JoseTokens } from '../../auth/jose-tokens.js';
import { loadSigningKeys } from '../../auth/signing-keys.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { startSession } from '../../services/authentication/start-session.js';
import { systemClock } from '../../shared/clock.js';
import { AccessScope } from '../../shared/enums/people.js';
import { StartError } from '../../shared/errors.js';
import { configuration } from '../environment.js';
import { withDatabase } from '../with-database.js';

export function registerToken(program: Command): void {
  program
    .command('token')
    .description('print an access token of 15 minutes for a person, and nothing else')
    .requiredOption('--email <address>', 'the address with which the person signs in')
    .addOption(
      new Option('--scope <name>', 'what it may be used for, e.g. PROJECT_READ; repeatable, all of it when absent').argParser(
        collectScopes,
      ),
    )
    .addHelpText(
      'after',
      '\nExample:\n  curl -H "Authorization: Bearer $(npm run -s atrium -- token --email ada@example.com)" ...',
    )
    .action(async ({ email, scope: scopes }: { email: string; scope?: AccessScope[] }) => {
      const config = configuration();
      const token = await withDatabase(async ({ em }) => {
        const user = await em.findOne(UserEntity, { email: email.trim().toLowerCase() });
        if (!user) throw new StartError(`There is nobody with the address ${email}.`);
        const tokens = new JoseTokens(
          await loadSigningKeys({ configured: config.signingKeys, dataDir: config.dataDir }),
          systemClock,
        );
        const origin = { requestId: null, ipAddress: null, userAgent: 'atrium token' };
        return em.transactional(
          async (tx) => (await startSession(tx, { tokens, clock: systemClock, origin }, user.id, scopes)).accessToken,
        );
      });
      process.stdout.write(`${token}\n`);
    });
}

function collectScopes(name: string, collected: AccessScope[] = []): AccessScope[] {
  if (!Object.hasOwn(AccessScope, name)) throw new InvalidArgumentError(`There are ${Object.keys(AccessScope).join(', ')}.`);
  return [...collected, name as AccessScope];
}
