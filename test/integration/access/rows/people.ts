import { PASSWORD } from '../../../testkit/world.js';
import { everyone, mutation, query, textOf, type Row } from './row.js';

let counter = 0;
const address = () => `newcomer-${process.pid}-${++counter}-${Date.now()}@people.example`;

/** Accounts and people. */
export const people: Record<string, Row> = {
  viewer: query(() => 'viewer { __typename scopes }', { ok: `${everyone} narrow` }),
  user: query(({ people }) => `user(id: "${people.editor.id}") { id }`, {
    ok: 'owner admin member maintainer editor viewer',
    null: 'guest stranger',
  }),
  userByUsername: query(({ people }) => `userByUsername(username: "${people.owner.username}") { id }`, {
    ok: 'owner admin member',
    null: 'guest maintainer editor viewer stranger',
  }),
  users: query(() => 'users { totalCount }', { ok: everyone }),

  rateLimit: query(() => 'rateLimit { cost }', { ok: `${everyone} signedOut narrow` }),

  admin: query(() => 'admin { __typename }', { null: everyone }),

  signUp: {
    ...mutation('signUp', () => ({ email: address(), name: 'New', password: PASSWORD }), {
      ok: `${everyone} signedOut`,
      FORBIDDEN: 'narrow',
    }),
  },
  signIn: mutation('signIn', ({ people }) => ({ email: people.owner.email, password: PASSWORD }), {
    ok: `${everyone} signedOut`,
    FORBIDDEN: 'narrow',
  }),
  refreshSession: {
    kind: 'mutation',
    gets: { ok: `${everyone} signedOut`, FORBIDDEN: 'narrow' },
    call: async ({ client, world }) =>
      client.send(textOf('refreshSession'), { input: { refreshToken: (await world.person()).refreshToken } }),
  },
  signOut: {
    kind: 'mutation',
    gets: { ok: `${everyone} narrow` },
    // Each ends a session of their own, so that the others can go on.
    call: async ({ client, world, asker }) => {
      const person = asker === 'signedOut' ? client : await world.person();
      return person.send('mutation { signOut { userErrors { code } } }');
    },
  },
  updateProfile: mutation('updateProfile', () => ({ bio: `Says ${++counter}.` }), { ok: everyone }),
};
