import type { AccessClaims } from '../auth/tokens.js';
import type { Loaders } from '../loaders/loaders.js';
import type { RateLimit } from '../schema/types/rate-limit.js';
import type { RequestKey } from '../services/idempotency/request-key.js';
import type { Origin } from '../services/origin.js';
import type { UseCase } from '../services/use-case.js';
import { RequestError, unauthenticated } from '../shared/errors.js';
import type { Clock } from '../shared/clock.js';
import type { Requester } from '../shared/requester.js';
import type { LinkSigner } from '../storage/signed-links.js';

/** The refresh token in a cookie that scripts cannot read. */
export interface RefreshCookie {
  read(): string | null;
  write(token: string): void;
  clear(): void;
  /** What the answer puts into it: a token; null: nothing is left there; undefined: it stays as it is. */
  readonly written: string | null | undefined;
}

/** What is made anew when somebody else asks, or the same person with other rights. */
export interface Perspective {
  readonly requester: Requester;
  readonly load: Loaders;
  readonly useCase: UseCase;
  /** Loaders for an operation that changes nothing: they may show what was there a few seconds ago, but for what oneself has written. */
  readonly recent: Loaders;
}

/** Makes perspectives: of a session, with its rights as they are now, or of somebody whose rights are known. */
export interface Perspectives {
  readonly origin: Origin;
  readonly clock: Clock;
  of(session: AccessClaims | null): Promise<Perspective>;
  as(requester: Requester): Perspective;
}

/** What resolvers work with: one per HTTP request, and one per operation of a socket. */
export class RequestContext implements Perspective {
  /** What the operation has cost; set once it was paid for. */
  spent: RateLimit | null = null;
  /** What says, in place of the argument `after`, which event of a stream was heard last. */
  lastEventId: string | null = null;
  private mayReadRecent = false;

  constructor(
    private perspective: Perspective,
    private readonly perspectives: Perspectives,
    /** Null where no cookie can be set. */
    readonly refreshCookie: RefreshCookie | null,
    readonly links: LinkSigner,
    readonly requestKey: RequestKey,
  ) {}

  get requester(): Requester {
    return this.perspective.requester;
  }

  get load(): Loaders {
    return this.mayReadRecent ? this.perspective.recent : this.perspective.load;
  }

  get recent(): Loaders {
    return this.perspective.recent;
  }

  get useCase(): UseCase {
    return this.perspective.useCase;
  }

  get origin(): Origin {
    return this.perspectives.origin;
  }

  get clock(): Clock {
    return this.perspectives.clock;
  }

  /** The same, once it is known that somebody is signed in. @throws RequestError UNAUTHENTICATED */
  get signedIn(): this {
    if (this.requester.userId === null) throw unauthenticated();
    return this;
  }

  /**
   * The same, when a session may be started for who asks: a token that was made for less than everything cannot get a whole one.
   * @throws RequestError FORBIDDEN
   */
  get startingSession(): this {
    if (this.requester.narrowedTo !== null) throw narrowed();
    return this;
  }

  /** To be called when the operation turns out to be a query. */
  onlyReads(): void {
    this.mayReadRecent = true;
  }

  /** From here on, what is read and done is so from there. */
  look(from: Perspective): void {
    this.perspective = from;
    this.mayReadRecent = false;
  }

  /** To be called after each change, so that its answer shows what is there now. `rights`: whether it may have changed them. */
  async changed(rights: 'again' | 'same' = 'same'): Promise<void> {
    this.look(rights === 'again' ? await this.now() : this.perspectives.as(this.requester));
  }

  /** From here on, that session asks. */
  async become(session: AccessClaims): Promise<void> {
    if (this.requester.narrowedTo !== null) throw narrowed();
    this.look(await this.perspectives.of(session));
  }

  /**
   * What the asker sees and may do at this moment; nobody is signed in once the session has ended.
   * @param claims what a fresher token of the same session says.
   */
  now(claims: AccessClaims | null = claimsOf(this.requester)): Promise<Perspective> {
    return this.perspectives.of(claims);
  }

  /** To be called for each event of a stream: what is read for it is read anew, for somebody whose rights are known. */
  lookAs(requester: Requester): void {
    this.look(this.perspectives.as(requester));
  }
}

/** What the token of the requester says. */
function claimsOf({ userId, sessionId, narrowedTo, validUntil }: Requester): AccessClaims | null {
  if (userId === null || sessionId === null) return null;
  return { userId, sessionId, ...(narrowedTo && { scopes: narrowedTo }), ...(validUntil && { validUntil }) };
}

const narrowed = () =>
  new RequestError('FORBIDDEN', 'A token that was made for less than everything cannot start a session: ask without it.');
