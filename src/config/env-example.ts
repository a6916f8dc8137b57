import { environmentNames } from './names.js';

const head = `# All settings of Atrium, each with its default. Copy this file to .env and take away the # of what you set.
# What the environment itself says goes before this file; an empty value counts as none.
#
# A signing key of your own, for ATRIUM_SIGNING_KEYS (put single quotes around it):
#   node -p "JSON.stringify([crypto.generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })])"
`;

/** The text of `.env.example`, from the table of names. */
export function envExample(): string {
  const entries = environmentNames.map(
    ({ name, default: value, meaning, instead }) =>
      `# ${meaning}${instead ? ` Not yet: ${instead}.` : ''} Default: ${value}.\n# ${name}=\n`,
  );
  return [head, ...entries].join('\n');
}
