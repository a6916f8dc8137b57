import type { Answer, Client } from '../../../testkit/client.js';
import { roles, type Role, type Scene } from '../../../testkit/stage.js';
import type { World } from '../../../testkit/world.js';

/**
 * Who gets what: roles, parted by spaces, by what they get. `ok`, `null`, the code of a user error, or that of a top-level error.
 * Every role stands there once. `signedOut` need not stand there: they get null of a query, UNAUTHENTICATED of all else. Nor need
 * `narrow`, an owner whose token lacks the scope that the field needs: they get `scope`.
 */
export type Gets = Partial<Record<string, string>>;

export type Asker = Role | 'signedOut' | 'narrow';

/** How a field of a root is called, and who gets what. */
export interface Row {
  kind: 'query' | 'mutation' | 'subscription';
  gets: Gets;
  /** Calls it for one asker, in a scene of its own when it changes something. */
  call: (asking: Asking) => Promise<Answer<Record<string, unknown>>>;
  /** The text of a subscription, which is called over a socket in place of `call`. */
  text?: (scene: Scene) => string;
}

export interface Asking {
  client: Client;
  scene: Scene;
  world: World;
  asker: Asker;
}

/** A row for a query. `text` is the one field with its arguments and selection. */
export const query = (text: (scene: Scene) => string, gets: Gets): Row => ({
  kind: 'query',
  gets,
  call: ({ client, scene }) => client.send(`{ ${text(scene)} }`),
});

/** A row for a mutation that takes an input. */
export const mutation = (name: string, input: (scene: Scene) => Record<string, unknown>, gets: Gets): Row => ({
  kind: 'mutation',
  gets,
  call: ({ client, scene }) => client.send(textOf(name), { input: input(scene) }),
});

/** A row for a mutation whose input has a file in `content`. */
export const upload = (name: string, input: (scene: Scene) => Record<string, unknown>, gets: Gets): Row => ({
  kind: 'mutation',
  gets,
  call: async ({ client, scene }) => {
    try {
      const payload: unknown = await client.upload(textOf(name), input(scene), { name: 'new.txt', bytes: 'content' });
      return { data: { [name]: payload } };
    } catch (error) {
      return { errors: JSON.parse((error as Error).message) as never };
    }
  },
});

/** A row for a subscription. */
export const subscription = (text: (scene: Scene) => string, gets: Gets): Row => ({
  kind: 'subscription',
  gets,
  text: (scene) => `subscription { ${text(scene)} }`,
  call: () => Promise.reject(new Error('Subscriptions are called over a socket.')),
});

/** The same for everybody whose account it is about. */
export const everyone = roles.join(' ');

/** All that is in the organization, and nobody else. */
export const insiders = everyone.replace(' stranger', '');

/** Who sees the open project. */
export const team = insiders.replace(' guest', '');

export function textOf(name: string): string {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`;
}

/** What somebody got, in the words of `Gets`. */
export function outcomeOf({ data, errors }: Answer<Record<string, unknown>>): string {
  if (errors?.[0]) return errors[0].extensions['requiredScopes'] ? 'scope' : errors[0].extensions.code;
  const value = Object.values(data ?? {})[0];
  if (value == null || (Array.isArray(value) && value.every((one) => one === null))) return 'null';
  const [userError] = (value as { userErrors?: { code: string }[] }).userErrors ?? [];
  return userError?.code ?? 'ok';
}

/** What each asker is to get. @throws when a role is missing, or stands there twice. */
export function expected(gets: Gets, whenSignedOut: string, whenNarrow: string): Record<Asker, string> {
  const listed = Object.entries(gets).flatMap(([what, who]) => who!.split(' ').map((asker) => [asker as Asker, what] as const));
  const table = Object.fromEntries([['signedOut', whenSignedOut], ['narrow', whenNarrow], ...listed]) as Record<Asker, string>;
  const askers = listed.map(([asker]) => asker);
  const wrong = [
    ...roles.filter((role) => !askers.includes(role)),
    ...askers.filter((asker, index) => askers.indexOf(asker) !== index || !(asker in { ...table }) || !known.has(asker)),
  ];
  if (wrong.length > 0) throw new Error(`Say once what they get: ${wrong.join(', ')}.`);
  return table;
}

const known = new Set<string>([...roles, 'signedOut', 'narrow']);
