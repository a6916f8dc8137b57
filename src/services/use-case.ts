import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvitationTokens } from '../auth/invitation-tokens.js';
import type { Passwords } from '../auth/passwords.js';
import type { Tokens } from '../auth/tokens.js';
import type { Attempts } from '../limits/attempts.js';
import type { FileStorage } from '../storage/file-storage.js';
import type { Clock } from '../shared/clock.js';
import type { Requester } from '../shared/requester.js';
import type { Origin } from './origin.js';
import type { Transaction } from './transaction.js';
import type { SignUpMode } from '../access/invitation.policy.js';
import type { Result } from '../shared/result.js';

/** What a use case works with. It takes what it needs and nothing else. */
export interface UseCase {
  /** A unit of work for reading; changes are made in a transaction. */
  em: EntityManager;
  requester: Requester;
  clock: Clock;
  origin: Origin;
  /** Runs a change and what it announces in one transaction; a failed result changes nothing. */
  transaction: <T>(work: (tx: Transaction) => Promise<Result<T>>) => Promise<Result<T>>;
  passwords: Passwords;
  tokens: Tokens;
  invitationTokens: InvitationTokens;
  attempts: Attempts;
  storage: FileStorage;
  limits: { maxUploadBytes: number };
  signUp: SignUpMode;
}
