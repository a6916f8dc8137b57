import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { OutboxEventEntity } from '../entities/relational/outbox-event.entity.js';
import type { DomainEvent } from '../events/event.js';
import type { Clock } from '../shared/clock.js';
import { failed, userError, type Result } from '../shared/result.js';
import type { Origin } from './origin.js';

/** The inside of a change. */
export interface Transaction {
  em: EntityManager;
  /** Writes the event beside the change it tells of; nobody hears of it unless both are committed. */
  announce(event: DomainEvent): void;
  /**
   * Says who must not miss the change for a moment, be it a person or an organization with all its members. Who asks for it, and
   * who does what is announced, never does.
   */
  mustSee(readerId: string): void;
}

/** What hears of committed events at once, in the process that committed them. It must not fail. */
export type Committed = (events: readonly DomainEvent[], occurredAt: Date) => Promise<void>;

/** What is written last in a transaction, when all of the change is; when it throws, nothing is committed. */
export type BeforeCommit = (em: EntityManager, readers: ReadonlySet<string>) => Promise<void>;

/** The input field that a unique constraint speaks of. */
const fieldsByConstraint: Readonly<Record<string, string>> = {
  users_email_unique: 'email',
  users_username_unique: 'username',
  organizations_slug_unique: 'slug',
  invitations_organization_id_email_unique: 'email',
  projects_organization_id_slug_unique: 'slug',
  folders_parent_id_name_unique: 'name',
  files_folder_id_name_unique: 'name',
};

class RolledBack<T> extends Error {
  constructor(readonly result: Result<T>) {
    super('rolled back');
  }
}

/** Makes the function that runs changes for one request. A unique value that is taken becomes the user error TAKEN. */
export function transactions(
  em: EntityManager,
  clock: Clock,
  origin: Origin | null,
  committed: Committed,
  beforeCommit?: BeforeCommit,
) {
  return async <T>(work: (tx: Transaction) => Promise<Result<T>>): Promise<Result<T>> => {
    const events: DomainEvent[] = [];
    const readers = new Set<string>();
    const occurredAt = clock.now();
    try {
      const result = await em.fork().transactional(async (tx) => {
        const announce = (event: DomainEvent): void => {
          events.push(event);
          if (event.actorId !== null) readers.add(event.actorId);
          tx.create(OutboxEventEntity, { ...event, origin: origin && { ...origin }, occurredAt }, { persist: true });
        };
        const outcome = await work({ em: tx, announce, mustSee: (readerId) => void readers.add(readerId) });
        if (!outcome.ok) throw new RolledBack(outcome);
        await tx.flush();
        await beforeCommit?.(tx, readers);
        return outcome;
      });
      if (events.length > 0) await committed(events, occurredAt);
      return result;
    } catch (error) {
      if (error instanceof RolledBack) return error.result;
      const field = takenField(error);
      if (field === null) throw error;
      return failed(userError('TAKEN', field, 'It is taken already.'));
    }
  };
}

function takenField(error: unknown): string | null {
  if (!(error instanceof UniqueConstraintViolationException)) return null;
  return fieldsByConstraint[(error as unknown as { constraint?: string }).constraint ?? ''] ?? null;
}
