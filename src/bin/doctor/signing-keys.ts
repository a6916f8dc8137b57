import { loadSigningKeys } from '../../auth/signing-keys.js';
import type { Config } from '../../config/config.js';

export async function signingKeys({ signingKeys: configured, dataDir }: Config): Promise<string> {
  return `${(await loadSigningKeys({ configured, dataDir })).publicJwks().keys.length} to verify with`;
}
