import { environmentNames } from './names.js';

const head = `# All settings of Atrium, each with its default. Copy this file to .env and take away the # of what you set.
# What the environment itself says goes before this file; an empty value counts as none.
# A setting that holds a secret can name a file instead: NAME_FILE=/run/secrets/name in place of NAME.
#
# A signing key of your own, for ATRIUM_SIGNING_KEYS (put single quotes around it):
#   node -p "JSON.stringify([crypto.generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })])"
`;

/** The text of `.env.example`, from the table of names. */
export function envExample(): string {
  const entries = environmentNames.map(
    ({ name, default: value, meaning, secret, instead }) =>
      `# ${meaning}${secret ? ` A secret: ${name}_FILE can name a file that holds it.` : ''}${instead ? ` Not yet: ${instead}.` : ''} Default: ${value}.\n# ${name}=\n`,
  );
  return [head, ...entries].join('\n');
}
