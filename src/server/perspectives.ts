import type { AccessClaims } from '../auth/tokens.js';
import { believedAddress } from '../access/invitation.policy.js';
import { noteReaders } from '../database/recent-writes.js';
import type { RelationalDatabase } from '../database/relational-database.js';
import { Loaders } from '../loaders/loaders.js';
import type { ReadModel } from '../loaders/read-model.js';
import { Viewpoint } from '../loaders/viewpoint.js';
import type { Perspective, Perspectives } from '../resolvers/request-context.js';
import { authenticate } from '../services/authentication/authenticate.js';
import { transactions, type BeforeCommit, type Committed } from '../services/transaction.js';
import type { Origin } from '../services/origin.js';
import type { UseCase } from '../services/use-case.js';
import type { Clock } from '../shared/clock.js';
import { Requester, type RequesterFacts } from '../shared/requester.js';

/** What use cases of all requests share. */
export type UseCaseParts = Pick<
  UseCase,
  'clock' | 'passwords' | 'tokens' | 'invitationTokens' | 'attempts' | 'storage' | 'limits' | 'signUp'
>;

export interface PerspectiveParts {
  model: ReadModel;
  useCases: UseCaseParts;
  committed: Committed;
}

/** Makes what a request works with: who asks, the loaders that see as they do, the use cases that act as they may. */
export const perspectivesFrom =
  (parts: PerspectiveParts) =>
  (origin: Origin, beforeCommit?: BeforeCommit): Perspectives =>
    new RequestPerspectives(parts, origin, beforeCommit);

/*
 * Classes and not object literals with getters: of these every one gets a hidden class of its own, which keeps all that its getters
 * see alive until the next full collection, and makes each one before it long.
 */
class RequestPerspectives implements Perspectives {
  constructor(
    private readonly parts: PerspectiveParts,
    readonly origin: Origin,
    private readonly beforeCommit: BeforeCommit | undefined,
  ) {}

  get clock(): Clock {
    return this.parts.useCases.clock;
  }

  as(requester: Requester, mayReadReplica = false): Perspective {
    return new RequestPerspective(this.parts, requester, this.origin, this.beforeCommit, mayReadReplica);
  }

  async of(session: AccessClaims | null): Promise<Perspective> {
    const { model, useCases } = this.parts;
    if (session === null || isOver(session, this.clock)) return this.ofNobody();
    const found = await authenticate(model.database, session.sessionId, session.userId, this.clock);
    if (!found) return this.ofNobody();
    const { readsPrimary, sessionEndsAt, ...facts } = found;
    const address = believedAddress(facts, useCases.signUp);
    return this.as(new Requester({ ...asNarrow(facts, session, sessionEndsAt), address }), !readsPrimary);
  }

  private ofNobody(): Perspective {
    return this.as(new Requester(), true);
  }
}

/** Each part is made when it is first asked for: a query that has a plan needs none. */
class RequestPerspective implements Perspective {
  private loaders: Loaders | undefined;
  private recentLoaders: Loaders | undefined;
  private acting: UseCase | undefined;

  constructor(
    private readonly parts: PerspectiveParts,
    readonly requester: Requester,
    private readonly origin: Origin,
    private readonly beforeCommit: BeforeCommit | undefined,
    private readonly mayReadReplica: boolean,
  ) {}

  get load(): Loaders {
    return (this.loaders ??= this.loadersOf(this.parts.model));
  }

  get recent(): Loaders {
    if (!this.mayReadReplica) return this.load;
    const { model } = this.parts;
    return (this.recentLoaders ??= this.loadersOf(model.from(model.database.recent)));
  }

  get useCase(): UseCase {
    return (this.acting ??= this.makeUseCase());
  }

  private loadersOf(model: ReadModel): Loaders {
    return new Loaders(model, new Viewpoint(this.requester, this.parts.useCases.clock));
  }

  private makeUseCase(): UseCase {
    const { requester, origin } = this;
    const { model, useCases, committed } = this.parts;
    const { em } = model.database;
    const beforeCommit = noting(model.database, requester, this.beforeCommit);
    return { ...useCases, em, requester, origin, transaction: transactions(em, useCases.clock, origin, committed, beforeCommit) };
  }
}

/** Where there are replicas, a change notes who made it, so that they read it from where they wrote it. */
function noting(database: RelationalDatabase, { userId }: Requester, beforeCommit?: BeforeCommit): BeforeCommit | undefined {
  if (!database.hasReplicas) return beforeCommit;
  return async (em, readers) => {
    await noteReaders(em, [...new Set(userId === null ? readers : [...readers, userId])]);
    await beforeCommit?.(em, readers);
  };
}

const isOver = ({ validUntil }: AccessClaims, clock: Clock): boolean => validUntil !== undefined && validUntil <= clock.now();

/** What the account may do, held against what the token was made for. */
function asNarrow(
  facts: Omit<RequesterFacts, 'narrowedTo' | 'validUntil'>,
  { scopes: granted, validUntil }: AccessClaims,
  sessionEndsAt: Date,
): RequesterFacts {
  const narrowedTo = granted ?? null;
  const scopes = narrowedTo === null ? facts.scopes : facts.scopes.filter((scope) => narrowedTo.includes(scope));
  return { ...facts, scopes, narrowedTo, validUntil: validUntil && validUntil < sessionEndsAt ? validUntil : sessionEndsAt };
}
