import { JoseTokens } from '../../../src/auth/jose-tokens.js';
import { loadSigningKeys } from '../../../src/auth/signing-keys.js';
import type { Clock } from '../../../src/shared/clock.js';
import type { Viewer } from './viewer.js';

/** Access tokens of viewers, each made once, for sessions that are in the database. */
export class ViewerTokens {
  private readonly made = new Map<Viewer, Promise<string>>();

  private constructor(
    private readonly tokens: JoseTokens,
    private readonly sessions: ReadonlyMap<string, string>,
  ) {}

  /** @param sessions of users, by their ids. */
  static async from(dataDir: string, clock: Clock, sessions: ReadonlyMap<string, string>): Promise<ViewerTokens> {
    return new ViewerTokens(new JoseTokens(await loadSigningKeys({ configured: null, dataDir }), clock), sessions);
  }

  /** Null for who is signed out. */
  async of(viewer: Viewer): Promise<string | null> {
    const { userId, scopes } = viewer;
    if (userId === null) return null;
    let token = this.made.get(viewer);
    if (!token) {
      const claims = { userId, sessionId: this.sessions.get(userId)!, ...(scopes && { scopes: [...scopes] }) };
      this.made.set(viewer, (token = this.tokens.issue(claims).then((issued) => issued.token)));
    }
    return token;
  }
}
