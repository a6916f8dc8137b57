import type { TypedDocumentString } from './graphql/graphql.js';

/** An operation as text, or typed by the code generator. */
export type Operation<R, V> = TypedDocumentString<R, V> | string;

export interface Answer<R> {
  data?: R | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> & { code: string } }[];
}

/** The user errors of an input of which one field is at fault. */
export const refusedAt = (code: string, field: string) => [{ code, path: ['input', field] }];

/** One who asks the server over HTTP, signed in by a token or not at all. */
export class Client {
  constructor(
    readonly url: string,
    readonly token: string | null = null,
  ) {}

  /** The answer as it comes, with what headers are given. */
  async send<R = any, V = Record<string, unknown>>(
    operation: Operation<R, V>,
    variables?: V,
    headers: Record<string, string> = {},
  ): Promise<Answer<R>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.authorization, ...headers },
      body: JSON.stringify({ query: operation.toString(), variables }),
    });
    return (await response.json()) as Answer<R>;
  }

  /** The data; top-level errors are failures. */
  async query<R = any, V = Record<string, unknown>>(operation: Operation<R, V>, variables?: V): Promise<R> {
    const { data, errors } = await this.send<R, V>(operation, variables);
    if (errors)
      throw new Error(
        `${errors.map(({ message, path, extensions }) => `${extensions.code} at ${path?.join('.')}: ${message}`).join('\n')}`,
      );
    return data as R;
  }

  /** The payload of the one mutation in the operation, which must have been done. */
  async mutate<R = any>(operation: Operation<unknown, never> | string, input: Record<string, unknown>): Promise<R> {
    const payload = await this.payload<{ userErrors: UserErrorAnswer[] }>(operation as string, input);
    if (payload.userErrors.length > 0) throw new Error(`refused: ${JSON.stringify(payload.userErrors)}`);
    return payload as R;
  }

  /** The code and path of why the one mutation in the operation was refused. */
  async userErrors(operation: string, input: Record<string, unknown>): Promise<{ code: string; path: string[] }[]> {
    const { userErrors } = await this.payload<{ userErrors: UserErrorAnswer[] }>(operation, input);
    return userErrors.map(({ code, path }) => ({ code, path }));
  }

  /** Like `mutate`, for files: `input.content` is sent as a part of a multipart request. */
  async upload<R = any>(
    operation: string,
    input: Record<string, unknown>,
    content: UploadContent,
    headers: Record<string, string> = {},
  ): Promise<R> {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query: operation, variables: { input: { ...input, content: null } } }));
    form.set('map', JSON.stringify({ 0: ['variables.input.content'] }));
    form.set('0', new Blob([content.bytes], { type: content.type ?? '' }), content.name);
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { ...this.authorization, 'apollo-require-preflight': 'true', ...headers },
      body: form,
    });
    const { data, errors } = (await response.json()) as Answer<Record<string, R>>;
    if (errors) throw new Error(JSON.stringify(errors));
    return Object.values(data!)[0]!;
  }

  /** The payload of the one mutation in the operation, done or refused. */
  async payload<P = any>(operation: string, input: Record<string, unknown>): Promise<P> {
    const data = await this.query<Record<string, P>>(operation, { input });
    return Object.values(data)[0]!;
  }

  private get authorization(): Record<string, string> {
    return this.token === null ? {} : { authorization: `Bearer ${this.token}` };
  }
}

/** What is uploaded; `type` is what the client claims it to be. */
export interface UploadContent {
  name: string;
  bytes: Uint8Array | string;
  type?: string;
}

interface UserErrorAnswer {
  code: string;
  message: string;
  path: string[];
}
