/** Who is signed in: asks over HTTP, with a token that is good whenever it is wanted, however long the program runs. */
import { parseArgs } from 'node:util';

export const { values: settings } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4000' },
    email: { type: 'string', default: 'demo@atrium.example' },
    password: { type: 'string', default: 'lighthouse-demo' },
    /** The cursor to go on from, if one was kept. */
    after: { type: 'string' },
  },
});

interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
}

export const httpUrl = `${settings.url}/graphql`;
export const socketUrl = httpUrl.replace('http', 'ws');

let tokens: Tokens | null = null;
let renewing: Promise<Tokens> | null = null;

/** An access token that is good for half a minute at least. Renewed once at a time, since a refresh token is good for one use. */
export async function accessToken(): Promise<string> {
  if (tokens === null || Date.parse(tokens.accessTokenExpiresAt) < Date.now() + 30_000) {
    tokens = await (renewing ??= renew().finally(() => (renewing = null)));
  }
  return tokens.accessToken;
}

/** Has the token renewed before it is used again: the server does not take it, whatever the clock here says. */
export function doubtToken(): void {
  if (tokens) tokens.accessTokenExpiresAt = new Date(0).toISOString();
}

/** Where the answer of `refreshSession` got lost, its token is used up and the session over. An app would show its sign-in then. */
async function renew(): Promise<Tokens> {
  const refreshed = tokens && (await enter('refreshSession', 'RefreshSessionInput', { refreshToken: tokens.refreshToken }));
  const { email, password } = settings;
  const entered = refreshed ?? (await enter('signIn', 'SignInInput', { email, password }));
  if (entered === null) throw new Error(`${email} cannot sign in.`);
  return entered;
}

async function enter(mutation: string, type: string, input: object): Promise<Tokens | null> {
  const query = `mutation ($input: ${type}!) { entered: ${mutation}(input: $input) {
    accessToken accessTokenExpiresAt refreshToken } }`;
  const { entered } = await post<{ entered: Tokens }>({ query, variables: { input } });
  return entered.accessToken ? entered : null;
}

/** The data of a query. @throws AggregateError of what the server answers instead. */
export async function ask<Data>(query: string, variables = {}): Promise<Data> {
  return post({ query, variables }, { authorization: `Bearer ${await accessToken()}` });
}

async function post<Data>(body: object, headers = {}): Promise<Data> {
  const all = { 'content-type': 'application/json', ...headers };
  const response = await fetch(httpUrl, { method: 'POST', headers: all, body: JSON.stringify(body) });
  const { data, errors } = (await response.json()) as { data: Data; errors?: Error[] };
  if (errors) throw new AggregateError(errors, errors.map(({ message }) => message).join(' '));
  return data;
}
