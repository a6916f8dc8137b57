import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import { ownAccount } from '../loaders/relations/viewer.relations.js';
import { RefreshSessionInput } from '../schema/inputs/refresh-session-input.js';
import { SignInInput } from '../schema/inputs/sign-in-input.js';
import { SignUpInput } from '../schema/inputs/sign-up-input.js';
import { Scope } from '../schema/markers/scope.js';
import { SignInPayload } from '../schema/payloads/sign-in-payload.js';
import { SignOutPayload } from '../schema/payloads/sign-out-payload.js';
import { SignUpPayload } from '../schema/payloads/sign-up-payload.js';
import { refreshSession } from '../services/authentication/refresh-session.js';
import { signIn } from '../services/authentication/sign-in.js';
import { signOut } from '../services/authentication/sign-out.js';
import { signUp } from '../services/authentication/sign-up.js';
import type { StartedSession } from '../services/authentication/start-session.js';
import { failed, userError, type Result } from '../shared/result.js';
import { Input } from './input.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class AuthenticationResolver {
  @Extensions({ takesCredentials: true })
  @Scope('NONE')
  @Mutation(() => SignUpPayload, { nullable: true, description: 'Makes an account and signs in to it.' })
  async signUp(@Input(() => SignUpInput) input: SignUpInput, @Ctx() context: RequestContext) {
    return session(context, await signUp(context.startingSession.useCase, input), 'BODY');
  }

  @Extensions({ takesCredentials: true })
  @Scope('NONE')
  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      'Signs in. A wrong password and an unknown address get the same answer. Send `accessToken` as `Authorization: Bearer`.',
  })
  async signIn(@Input(() => SignInInput) input: SignInInput, @Ctx() context: RequestContext) {
    return session(context, await signIn(context.startingSession.useCase, input), input.tokenDelivery ?? 'BODY');
  }

  @Scope('NONE')
  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      'Answers a new access token for a refresh token, which is thereby used up; a used one presented again ends the session. Without a token, the cookie is used.',
  })
  async refreshSession(@Input(() => RefreshSessionInput) input: RefreshSessionInput, @Ctx() context: RequestContext) {
    const { useCase } = context.startingSession;
    const fromCookie = input.refreshToken == null ? (context.refreshCookie?.read() ?? null) : null;
    const refreshToken = input.refreshToken ?? fromCookie;
    const result = refreshToken === null ? noToken : await refreshSession(useCase, { refreshToken });
    // On CONFLICT another tab has just refreshed: its cookie is the good one.
    const useless = !result.ok && result.errors.some(({ code }) => code === 'BAD_CREDENTIALS');
    if (useless && fromCookie !== null) context.refreshCookie?.clear();
    return session(context, result, fromCookie === null ? 'BODY' : 'COOKIE');
  }

  @Scope('NONE')
  @Mutation(() => SignOutPayload, {
    nullable: true,
    description: 'Ends the session of this request: its tokens are good for nothing from then on.',
  })
  async signOut(@Ctx() context: RequestContext) {
    const result = await signOut(context.signedIn.useCase);
    context.refreshCookie?.clear();
    await context.changed('again');
    return { userErrors: result.ok ? [] : result.errors };
  }
}

const noToken = failed(userError('REQUIRED', 'refreshToken', 'There is neither a token nor a cookie.'));

async function session(context: RequestContext, result: Result<StartedSession>, delivery: 'BODY' | 'COOKIE') {
  if (!result.ok) return { userErrors: result.errors };
  const { accessToken, accessTokenExpiresAt, refreshToken, userId, sessionId } = result.value;
  // Over a socket there is nowhere to put a cookie.
  const cookie = delivery === 'COOKIE' ? context.refreshCookie : null;
  cookie?.write(refreshToken);
  await context.become({ userId, sessionId });
  return {
    accessToken,
    accessTokenExpiresAt,
    refreshToken: cookie ? null : refreshToken,
    viewer: (_args: unknown, { load }: RequestContext, info: GraphQLResolveInfo) => load.find(ownAccount, userId, info),
    userErrors: [],
  };
}
