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
  parts: UseCaseParts;
  committed: Committed;
}

/** Makes what a request works with: who asks, the loaders that see as they do, the use cases that act as they may. */
export const perspectivesFrom =
  ({ model, parts, committed }: PerspectiveParts) =>
  (origin: Origin, beforeCommit?: BeforeCommit): Perspectives => {
    const { database } = model;
    const as = (requester: Requester, mayReadReplica = false): Perspective => {
      // Most requests only read: a unit of work is made for those that change something.
      let unit: UseCase['em'] | undefined;
      const unitOfWork = () => (unit ??= database.em);
      const transaction: UseCase['transaction'] = (work) =>
        transactions(unitOfWork(), parts.clock, origin, committed, noting(database, requester, beforeCommit))(work);
      const useCase: UseCase = {
        ...parts,
        get em() {
          return unitOfWork();
        },
        ...{ requester, origin, transaction },
      };
      const viewpoint = new Viewpoint(requester, parts.clock);
      const load = new Loaders(model, viewpoint);
      const recent = () => (mayReadReplica ? new Loaders(model.from(database.recent), viewpoint) : load);
      return { requester, load, recent, useCase };
    };
    const nobody = () => as(new Requester(), true);
    const of = async (session: AccessClaims | null): Promise<Perspective> => {
      if (session === null || isOver(session, parts.clock)) return nobody();
      const found = await authenticate(database, session.sessionId, session.userId, parts.clock);
      if (!found) return nobody();
      const { readsPrimary, sessionEndsAt, ...facts } = found;
      const address = believedAddress(facts, parts.signUp);
      return as(new Requester({ ...asNarrow(facts, session, sessionEndsAt), address }), !readsPrimary);
    };
    return { of, as: (requester) => as(requester) };
  };

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
