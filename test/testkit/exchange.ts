/** An answer as it came over the wire; `body` is its JSON, or undefined when it is none. */
export interface Exchange {
  status: number;
  headers: Headers;
  text: string;

  body: any;
}

/** One HTTP request, for tests that look below GraphQL. */
export async function exchange(url: string, init: RequestInit = {}): Promise<Exchange> {
  const response = await fetch(url, init);
  return exchanged(response.status, response.headers, await response.text());
}

/** `POST /graphql` of a server, as an ordinary client sends it. */
export function postGraphql(serverUrl: string, request: object, headers: Record<string, string> = {}): Promise<Exchange> {
  return exchange(`${serverUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
}

export function exchanged(status: number, headers: Headers, text: string): Exchange {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status, headers, text, body };
}

/** What only we should know of an error: stacks, paths of the machine, SQL, names of our libraries. */
const INTERNALS =
  /\n\s+at |\/src\/|\/dist\/|node_modules|file:\/\/|\bselect\b.*\bfrom\b|\binsert into\b|\$\d|mikro|postgres|kysely/i;

/** Expects one error with that code in plain words, and nothing of the server's insides. */
export function expectRefusal({ status, headers, body, text }: Exchange, expected: { status: number; code: string }): void {
  expect({ status, codes: codesOf(body) }).toEqual({ status: expected.status, codes: [expected.code] });
  expect(headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  expectNoInternals(text);
}

export function expectNoInternals(text: string): void {
  expect(text).not.toMatch(INTERNALS);
}

export const codesOf = (
  answer: { errors?: { extensions?: { code?: string } }[] } | undefined,
): (string | undefined)[] | undefined => answer?.errors?.map(({ extensions }) => extensions?.code);
