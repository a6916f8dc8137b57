import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { encodeId, newId } from '../shared/ids.js';
import { JoseTokens } from './jose-tokens.js';
import { loadSigningKeys, type SigningKeys } from './signing-keys.js';

const claims = { userId: newId(), sessionId: newId() };
const start = Date.parse('2026-03-01T12:00:00.750Z');
const fifteenMinutes = 900_000;

describe('access tokens', () => {
  let now = start;
  const clock = { now: () => new Date(now) };
  beforeEach(() => {
    now = start;
  });

  const newJwk = async (alg = 'EdDSA') => exportJWK((await generateKeyPair(alg, { extractable: true })).privateKey);
  const keysOf = (...jwks: JWK[]) => loadSigningKeys({ configured: JSON.stringify(jwks), dataDir: 'unused' });
  const tokensOf = async (...jwks: JWK[]) => new JoseTokens(await keysOf(...jwks), clock);

  it.each(['EdDSA', 'ES256'])('say who asks, signed with %s', async (alg) => {
    const tokens = await tokensOf(await newJwk(alg));
    const { token, expiresAt } = await tokens.issue(claims);
    expect(await tokens.verify(token)).toMatchObject(claims);
    expect(expiresAt).toEqual(new Date('2026-03-01T12:15:00Z'));
    expect(decodeProtectedHeader(token)).toMatchObject({ alg, typ: 'at+jwt' });
    expect(decodeJwt(token)).toEqual({
      iss: 'atrium',
      aud: 'atrium-api',
      sub: encodeId('User', claims.userId),
      sid: claims.sessionId,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: Math.floor(start / 1000),
      exp: expiresAt.getTime() / 1000,
    });
  });

  it('say what they are good for, when that is not everything', async () => {
    const tokens = await tokensOf(await newJwk());
    const { token } = await tokens.issue({ ...claims, scopes: ['PROJECT_READ', 'FILE_READ'] });
    expect(decodeJwt(token)['scope']).toBe('PROJECT_READ FILE_READ');
    expect((await tokens.verify(token))?.scopes).toEqual(['PROJECT_READ', 'FILE_READ']);
    const { token: useless } = await tokens.issue({ ...claims, scopes: [] });
    expect((await tokens.verify(useless))?.scopes).toEqual([]);
    expect((await tokens.verify((await tokens.issue(claims)).token))?.scopes).toBeUndefined();
  });

  it('end after 15 minutes', async () => {
    const tokens = await tokensOf(await newJwk());
    const { token, expiresAt } = await tokens.issue(claims);
    now = expiresAt.getTime() - 1;
    expect(await tokens.verify(token)).toMatchObject(claims);
    now = expiresAt.getTime();
    expect(await tokens.verify(token)).toBeNull();
    now = start + 2 * fifteenMinutes;
    expect(await tokens.verify(token)).toBeNull();
  });

  it('stay good when another key has begun to sign, until their key is gone', async () => {
    const [old, fresh] = [await newJwk('ES256'), await newJwk()];
    const { token } = await (await tokensOf(old)).issue(claims);
    expect(await (await tokensOf(fresh, old)).verify(token)).toMatchObject(claims);
    expect(await (await tokensOf(fresh)).verify(token)).toBeNull();
  });

  describe('are refused', () => {
    let keys: SigningKeys;
    let tokens: JoseTokens;
    beforeAll(async () => {
      keys = await keysOf(await newJwk());
      tokens = new JoseTokens(keys, clock);
    });

    const good = () => ({
      header: { alg: keys.signer.alg, kid: keys.signer.kid, typ: 'at+jwt' } as { alg: string; kid?: string; typ?: string },
      payload: {
        iss: 'atrium',
        aud: 'atrium-api',
        sub: encodeId('User', claims.userId),
        sid: claims.sessionId,
        jti: newId(),
        iat: Math.floor(start / 1000),
        exp: Math.floor(start / 1000) + 900,
      } as Record<string, unknown>,
    });
    const sign = ({ header, payload }: ReturnType<typeof good>) =>
      new SignJWT(payload).setProtectedHeader(header).sign(keys.signer.privateKey);

    it('not when all is right', async () => {
      expect(await tokens.verify(await sign(good()))).toMatchObject(claims);
    });

    it.each([
      ['openid PROJECT_READ constructor', ['PROJECT_READ']],
      [['PROJECT_READ'], []],
      [null, []],
    ])('not when their scope is %j, of which only what is known counts', async (scope, expected) => {
      const { header, payload } = good();
      expect((await tokens.verify(await sign({ header, payload: { ...payload, scope } })))?.scopes).toEqual(expected);
    });

    it.each(['', 'x', 'a.b.c', '..', 'atr_0123', `${'a'.repeat(10_000)}.b.c`])('when they are none: %.10s', async (token) => {
      expect(await tokens.verify(token)).toBeNull();
    });

    it.each([
      ['of another issuer', { iss: 'elsewhere' }],
      ['for another audience', { aud: 'elsewhere' }],
      ['not yet valid', { nbf: start / 1000 + 60 }],
      ['without a subject', { sub: undefined }],
      ['of another kind of subject', { sub: encodeId('Organization', claims.userId) }],
      ['of a bare subject', { sub: claims.userId }],
      ['without a session', { sid: undefined }],
      ['of a session that is no id', { sid: "' or true --" }],
      ['without an end', { exp: undefined }],
      ['without an id', { jti: undefined }],
    ])('when they are %s', async (_, change) => {
      const { header, payload } = good();
      expect(
        await tokens.verify(await sign({ header, payload: JSON.parse(JSON.stringify({ ...payload, ...change })) })),
      ).toBeNull();
    });

    it.each([['JWT'], [undefined]])('when their type is %s', async (typ) => {
      const { header, payload } = good();
      expect(await tokens.verify(await sign({ header: { ...header, typ }, payload }))).toBeNull();
    });

    it('when they were tampered with', async () => {
      const [header, , signature] = (await sign(good())).split('.');
      const payload = Buffer.from(JSON.stringify({ ...good().payload, sub: encodeId('User', newId()) })).toString('base64url');
      expect(await tokens.verify([header, payload, signature].join('.'))).toBeNull();
    });

    it('when nobody signed them', async () => {
      expect(await tokens.verify(new UnsecuredJWT(good().payload).encode())).toBeNull();
    });

    it('when somebody signed them with the public key as a secret', async () => {
      const secret = Buffer.from(keys.publicJwks().keys[0]!.x!, 'base64url');
      const { header, payload } = good();
      expect(
        await tokens.verify(await new SignJWT(payload).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret)),
      ).toBeNull();
    });

    it('when a stranger signed them, under the name of our key', async () => {
      const { privateKey } = await generateKeyPair('EdDSA');
      const { header, payload } = good();
      expect(await tokens.verify(await new SignJWT(payload).setProtectedHeader(header).sign(privateKey))).toBeNull();
    });
  });
});
