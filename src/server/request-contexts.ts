import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { AccessClaims, Tokens } from '../auth/tokens.js';
import { RequestContext, type Perspectives } from '../resolvers/request-context.js';
import { RequestKey } from '../services/idempotency/request-key.js';
import type { Origin } from '../services/origin.js';
import type { BeforeCommit } from '../services/transaction.js';
import { Requester } from '../shared/requester.js';
import type { LinkSigner, SignedLinks } from '../storage/signed-links.js';
import { bearerIn, readBearer } from './bearer.js';
import { BearerKeys } from './bearer-keys.js';
import { payerOf } from './budget.js';
import type { ClientAddresses } from './client-address.js';
import type { OwnAddress } from './own-address.js';
import { HeaderCookie, refreshTokenIn } from './refresh-cookie.js';
import type { RememberedRequesters } from './remembered-requesters.js';

export interface RequestContextParts {
  tokens: Tokens;
  remembered: RememberedRequesters;
  perspectives: (origin: Origin, beforeCommit: BeforeCommit) => Perspectives;
  links: SignedLinks;
  address: OwnAddress;
  addresses: ClientAddresses;
}

/** Makes the contexts in which operations run, over HTTP and over sockets. */
export class RequestContexts {
  private readonly keys = new BearerKeys();

  constructor(private readonly parts: RequestContextParts) {}

  /** @throws GraphQLError UNAUTHENTICATED with status 401 when a token was sent that is not good. */
  async ofRequest(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
    const { authorization } = request.headers;
    const token = authorization === undefined ? null : bearerIn(authorization);
    const session = token === null ? null : await this.parts.tokens.verify(token);
    const { perspectives, links, key } = this.partsOf(request);
    const perspective = await perspectives.of(session);
    const tokenKey = this.keys.of(request);
    if (tokenKey !== null && perspective.requester.userId !== null)
      this.parts.remembered.remember(tokenKey, perspective.requester);
    else if (authorization !== undefined) throw refused();
    return new RequestContext(perspective, perspectives, new HeaderCookie(request, reply), links, key);
  }

  /**
   * The same without a statement; null when it takes one. Who is signed in (`requester.userId`) might do then what they may not do
   * now: this is for operations that are one statement which bears `stillStands`. When that does not hold, nothing that was read
   * counts: `forget`, then ask `ofRequest`.
   */
  ofRemembered(request: FastifyRequest, reply: FastifyReply): RequestContext | null {
    const requester = this.rememberedOf(request);
    if (requester === null) return null;
    const { perspectives, links, key } = this.partsOf(request);
    return new RequestContext(perspectives.as(requester), perspectives, new HeaderCookie(request, reply), links, key);
  }

  /** Who pays for a request, found out without a statement; null of who has but a cookie, which takes one. */
  async payerOf({ headers, raw }: FastifyRequest): Promise<string | null> {
    if (headers.authorization === undefined && refreshTokenIn(headers) !== null) return null;
    const session = headers.authorization === undefined ? null : await readBearer(this.parts.tokens, headers.authorization);
    return payerOf(session?.userId, this.parts.addresses.of(raw));
  }

  /** To be called when what was remembered of who asks does not stand any more. */
  forget(request: FastifyRequest): void {
    const key = this.keys.of(request);
    if (key !== null) this.parts.remembered.forget(key);
  }

  /** Who asks was found out when the socket was opened; what they may do is looked up for each operation. */
  async ofSocket(session: AccessClaims | null, origin: Origin, idempotencyKey?: unknown): Promise<RequestContext> {
    const key = new RequestKey(idempotencyKey, origin.ipAddress);
    const perspectives = this.parts.perspectives(origin, key.beforeCommit);
    const links = this.parts.links.under(() => this.parts.address.url);
    return new RequestContext(await perspectives.of(session), perspectives, null, links, key);
  }

  private rememberedOf(request: FastifyRequest): Requester | null {
    if (request.headers.authorization === undefined) return new Requester();
    const key = this.keys.of(request);
    return key === null ? null : this.parts.remembered.get(key);
  }

  private partsOf(request: FastifyRequest): { perspectives: Perspectives; links: LinkSigner; key: RequestKey } {
    const ipAddress = this.parts.addresses.of(request.raw);
    const origin = { requestId: request.id, ipAddress, userAgent: request.headers['user-agent'] ?? null };
    const key = new RequestKey(request.headers['idempotency-key'], ipAddress);
    const links = this.parts.links.under(() => this.parts.address.urlFor(request.headers.host));
    return { perspectives: this.parts.perspectives(origin, key.beforeCommit), links, key };
  }
}

const refused = () =>
  new GraphQLError('The access token is not valid, or not any more. Refresh the session, or sign in again.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
