import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';

/** An idempotency key that somebody used, and what came of it. A dump of these rows gives away neither keys nor answers. */
@Entity({ tableName: 'idempotency_keys' })
export class IdempotencyKeyEntity {
  /** The SHA-256 of the caller and the key. */
  @PrimaryKey({ type: 'text' })
  hash!: string;

  /** An HMAC of what was asked. */
  @Property({ type: 'text' })
  bodyHash!: string;

  /** The one execution that may commit. */
  @Property({ type: 'uuid' })
  claimId!: string;

  /** Until then the claim is taken to be alive; by the database's clock, since servers compare it. */
  @Property(timestamp())
  leasedUntil!: Date;

  /** Set in the transaction that commits what was asked. */
  @Property({ ...timestamp(), nullable: true })
  committedAt: Date | null = null;

  /** The answer, encrypted; null until there is one. */
  @Property({ type: 'blob', nullable: true })
  answer: Buffer | null = null;

  @Property(timestamp())
  @Index()
  expiresAt!: Date;
}
