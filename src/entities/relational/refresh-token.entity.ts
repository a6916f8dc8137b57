import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';
import { SessionEntity } from './session.entity.js';

/** A refresh token of a session, by its SHA-256. Used ones stay, so that a second use is seen and ends the session. */
@Entity({ tableName: 'refresh_tokens' })
export class RefreshTokenEntity {
  @PrimaryKey({ type: 'text' })
  hash!: string;

  @ManyToOne(() => SessionEntity, { mapToPk: true, fieldName: 'session_id', deleteRule: 'cascade' })
  @Index()
  sessionId!: string;

  @Property(timestamp())
  createdAt!: Date;

  @Property({ ...timestamp(), nullable: true })
  usedAt: Date | null = null;
}
