import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { BaseEntity, timestamp } from '../base.entity.js';
import { UserEntity } from './user.entity.js';

/** One sign-in of a person, from one device, until it is signed out, revoked or expires. */
@Entity({ tableName: 'sessions' })
@Index({ properties: ['userId', 'createdAt', 'id'] })
export class SessionEntity extends BaseEntity {
  @ManyToOne(() => UserEntity, { mapToPk: true, fieldName: 'user_id', deleteRule: 'cascade' })
  userId!: string;

  @Property({ type: 'text', nullable: true })
  ipAddress: string | null = null;

  @Property({ type: 'text', nullable: true })
  userAgent: string | null = null;

  @Property(timestamp())
  lastUsedAt!: Date;

  @Property(timestamp())
  expiresAt!: Date;

  @Property({ ...timestamp(), nullable: true })
  revokedAt: Date | null = null;
}
