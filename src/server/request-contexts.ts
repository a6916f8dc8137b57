import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { AccessClaims, Tokens } from '../auth/tokens.js';
import type { FanOut } from '../messaging/fan-out.js';
import { RequestContext, type Perspectives } from '../resolvers/request-context.js';
import type { Origin } from '../services/origin.js';
import type { SignedLinks } from '../storage/signed-links.js';
import { readBearer } from './bearer.js';
import type { ClientAddresses } from './client-address.js';
import { refreshCookie } from './refresh-cookie.js';

export interface RequestContextParts {
  tokens: Tokens;
  perspectives: (origin: Origin) => Perspectives;
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
    const perspectives = this.parts.perspectives(origin);
    const perspective = await perspectives.of(session);
    if (authorization !== undefined && perspective.requester.userId === null) throw refused();
    return new RequestContext(perspective, perspectives, refreshCookie(request, reply), this.parts.links, this.parts.live);
  }

  /** Who asks was found out when the socket was opened; what they may do is looked up for each operation. */
  async ofSocket(session: AccessClaims | null, origin: Origin): Promise<RequestContext> {
    const perspectives = this.parts.perspectives(origin);
    return new RequestContext(await perspectives.of(session), perspectives, null, this.parts.links, this.parts.live);
  }
}

const refused = () =>
  new GraphQLError('The access token is not valid, or not any more. Refresh the session, or sign in again.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
