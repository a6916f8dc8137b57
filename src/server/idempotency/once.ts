import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../../resolvers/request-context.js';
import { reused, type IdempotencyKeys } from '../../services/idempotency/idempotency-keys.js';
import { hashToken } from '../../auth/opaque-tokens.js';
import { RequestError } from '../../shared/errors.js';
import { hashOfUploads, readAsked, type Asked, type AskedOperation } from './asked.js';
import { readKey } from './read-key.js';

/** An answer, with errors as clients see them. */
export interface Answer {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[] | undefined;
  /** Over HTTP. */
  status?: number | undefined;
}

interface KeptAnswer extends Answer {
  /** A refresh token that was put into the cookie; null when the cookie was cleared. */
  cookie?: string | null | undefined;
  /** Of the files that came with the request. */
  files: string | null;
  /** What the one who got the answer was allowed to see. */
  scopes: readonly string[];
}

/** After these, clients ask again: to repeat them for a day would help nobody. */
const PASSING = ['SERVICE_UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED'];

/** Has a mutation that came with an idempotency key carried out once, and answered to all who ask the same. */
export class Once {
  private readonly running = new WeakMap<object, { asked: Asked; scopes: readonly string[] }>();

  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly report: (error: unknown) => void,
  ) {}

  /**
   * To be called before a mutation is executed. @returns the answer that it got before; null when it is to be executed now.
   * @throws RequestError when it is to be neither.
   */
  async begin(context: RequestContext, operation: AskedOperation): Promise<Answer | null> {
    const { requestKey } = context;
    if (requestKey.sent === undefined) return null;
    const asked = readAsked(operation);
    const begun = await this.keys.begin({ caller: callerOf(context), key: readKey(requestKey.sent), body: asked.body });
    if (begun.state === 'RUN') {
      requestKey.claim = begun.claim;
      this.running.set(requestKey, { asked, scopes: context.requester.scopes });
      return null;
    }
    return replayed(JSON.parse(begun.answer) as KeptAnswer, asked, context);
  }

  /** To be called when the mutation has been executed, before it is answered. What cannot be kept does not spoil the answer. */
  async settle(context: RequestContext, answer: Answer): Promise<void> {
    const { requestKey } = context;
    const { claim } = requestKey;
    if (claim === null) return;
    requestKey.claim = null;
    const { asked, scopes } = this.running.get(requestKey)!;
    try {
      // What failed before it changed anything may be tried again; to keep a refusal of files, all of them would have to come in.
      const changedNothing = hasErrors(answer) || asked.uploads.length > 0 || isLimited(answer.data);
      if (changedNothing && (await claim.release())) return;
      if (answer.errors?.some(({ extensions }) => PASSING.includes(extensions?.['code'] as string))) return await claim.abandon();
      const kept: KeptAnswer = {
        ...answer,
        cookie: context.refreshCookie?.written,
        files: await hashOfUploads(asked.uploads),
        scopes,
      };
      await claim.keep(JSON.stringify(kept));
    } catch (error) {
      this.report(error);
      await claim.abandon().catch(() => undefined);
    }
  }
}

/** Somebody is the same in all their sessions; who is not signed in, is where they ask from, with the session in their cookie. */
function callerOf({ requester, requestKey, refreshCookie }: RequestContext): string {
  if (requester.userId !== null) return `user ${requester.userId}`;
  const cookie = refreshCookie?.read() ?? null;
  return `address ${requestKey.ipAddress} ${cookie === null ? '' : hashToken(cookie)}`;
}

async function replayed(
  { cookie, files, scopes, ...answer }: KeptAnswer,
  asked: Asked,
  context: RequestContext,
): Promise<Answer> {
  if ((await hashOfUploads(asked.uploads)) !== files) throw reused();
  if (!scopes.every((scope) => (context.requester.scopes as readonly string[]).includes(scope)))
    throw new RequestError('FORBIDDEN', 'The answer was given to a token of more scopes.');
  if (cookie === null) context.refreshCookie?.clear();
  else if (cookie !== undefined) context.refreshCookie?.write(cookie);
  return answer;
}

const hasErrors = ({ errors }: Answer): boolean => (errors?.length ?? 0) > 0;

/** Whether a payload says that there was too much of it; later there may not be. */
const isLimited = (data: unknown): boolean =>
  Object.values((data ?? {}) as Record<string, { userErrors?: { code?: string }[] } | null>).some((payload) =>
    payload?.userErrors?.some(({ code }) => code === 'RATE_LIMITED'),
  );
