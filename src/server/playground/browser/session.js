const SESSION = 'accessToken accessTokenExpiresAt viewer { email user { name } } userErrors { code message }';
const SIGN_IN = `mutation ($input: SignInInput!) { session: signIn(input: $input) { ${SESSION} } }`;
const REFRESH = `mutation { session: refreshSession(input: {}) { ${SESSION} } }`;
const SIGN_OUT = 'mutation { signOut { userErrors { code } } }';

/** How long, in milliseconds, before its end a token is replaced. */
const MARGIN = 60_000;

/**
 * Who is signed in. The access token is in memory only; the refresh token is in a cookie that no script can read, which is
 * why a page that is opened again is still signed in.
 */
export class Session extends EventTarget {
  /** @type {{ email: string, name: string } | null} */
  user = null;
  #token = null;
  #expiresAt = 0;
  #renewing = null;

  /** @throws {Error} with a message for people */
  async signIn(email, password) {
    const { data, at } = await send(SIGN_IN, { input: { email, password, tokenDelivery: 'COOKIE' } });
    this.#accept(data.session, at);
    if (this.user === null) throw new Error(data.session.userErrors[0]?.message ?? 'The server did not sign you in.');
  }

  async signOut() {
    const token = await this.token();
    try {
      if (token !== null) await send(SIGN_OUT, {}, token);
    } catch (error) {
      if (error.code !== 'UNAUTHENTICATED') throw error;
    }
    this.#accept(null);
  }

  /** A token that is good for a while yet, or null when nobody is signed in. */
  async token() {
    if (this.#token !== null && Date.now() > this.#expiresAt - MARGIN) await this.renew();
    return this.#token;
  }

  /** Takes the next token of the session. Resolves to whether there is one; rejects when the server cannot be reached. */
  renew() {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #renew() {
    for (let attempt = 1; ; attempt++) {
      const { data, at } = await send(REFRESH);
      // Another tab was first; its cookie is on the way.
      if (attempt < 4 && data.session.userErrors[0]?.code === 'CONFLICT')
        await new Promise((resolve) => setTimeout(resolve, 400));
      else return this.#accept(data.session, at);
    }
  }

  #accept(session, at) {
    const before = this.user?.email;
    this.#token = session?.accessToken ?? null;
    this.user = this.#token === null ? null : { email: session.viewer.email, name: session.viewer.user.name };
    this.#expiresAt = this.#token === null ? 0 : Date.now() + (Date.parse(session.accessTokenExpiresAt) - at);
    if (this.user?.email !== before) this.dispatchEvent(new Event('change'));
    return this.#token !== null;
  }
}

/** @returns the data, and the server's time, in milliseconds: this machine's clock may be wrong. */
async function send(query, variables, token) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions?.code });
  return { data, at: Date.parse(response.headers.get('date') ?? '') || Date.now() };
}
