import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { AccessClaims, Tokens } from '../auth/tokens.js';
import type { FanOut } from '../messaging/fan-out.js';
import { RequestContext, type Perspective, type Perspectives, type RefreshCookie } from '../resolvers/request-context.js';
import { RequestKey } from '../services/idempotency/request-key.js';
import type { Origin } from '../services/origin.js';
import type { BeforeCommit } from '../services/transaction.js';
import type { SignedLinks } from '../storage/signed-links.js';
import { readBearer } from './bearer.js';
import type { ClientAddresses } from './client-address.js';
import { refreshCookie } from './refresh-cookie.js';

export interface RequestContextParts {
  tokens: Tokens;
  perspectives: (origin: Origin, beforeCommit: BeforeCommit) => Perspectives;
  links: SignedLinks;
  live: FanOut;
  addresses: ClientAddresses;
}

/** Makes the contexts in which operations run, over HTTP and over sockets. */
export class RequestContexts {
  constructor(private readonly parts: RequestContextParts) {}

  /** @throws GraphQLError UNAUTHENTICATED with status 401 when a token was sent that is not good. */
  async ofRequest(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
    const { authorization } = request.headers;
    const session = authorization === undefined ? null : await readBearer(this.parts.tokens, authorization);
    const origin = {
      requestId: request.id,
      ipAddress: this.parts.addresses.of(request.raw),
      userAgent: request.headers['user-agent'] ?? null,
    };
    const key = new RequestKey(request.headers['idempotency-key'], origin.ipAddress);
    const perspectives = this.parts.perspectives(origin, key.beforeCommit);
    const perspective = await perspectives.of(session);
    if (authorization !== undefined && perspective.requester.userId === null) throw refused();
    return this.context(perspective, perspectives, refreshCookie(request, reply), key);
  }

  /** Who asks was found out when the socket was opened; what they may do is looked up for each operation. */
  async ofSocket(session: AccessClaims | null, origin: Origin, idempotencyKey?: unknown): Promise<RequestContext> {
    const key = new RequestKey(idempotencyKey, origin.ipAddress);
    const perspectives = this.parts.perspectives(origin, key.beforeCommit);
    return this.context(await perspectives.of(session), perspectives, null, key);
  }

  private context(perspective: Perspective, perspectives: Perspectives, cookie: RefreshCookie | null, key: RequestKey) {
    return new RequestContext(perspective, perspectives, cookie, this.parts.links, this.parts.live, key);
  }
}

const refused = () =>
  new GraphQLError('The access token is not valid, or not any more. Refresh the session, or sign in again.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
