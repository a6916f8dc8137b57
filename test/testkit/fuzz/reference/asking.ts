import type { InvitationTokens } from '../../../../src/auth/invitation-tokens.js';
import type { LinkSigner } from '../../../../src/storage/signed-links.js';
import type { Viewer } from '../viewer.js';
import type { Data } from './data.js';
import type { Rights } from './rights.js';

/** What the reference answers one viewer from. */
export interface Asking {
  data: Data;
  viewer: Viewer;
  rights: Rights;
  links: LinkSigner;
  tokens: InvitationTokens;
  now: Date;
}
