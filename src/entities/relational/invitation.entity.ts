import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { OrganizationRole } from '../../shared/enums/organization.js';
import { RevisedEntity, timestamp } from '../base.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { UserEntity } from './user.entity.js';

/**
 * An invitation that is neither accepted, declined nor revoked: then it is gone, and the activity log remembers it.
 * `email` is kept in lower case. Its token is made of the id and `generation`, which counts how often it was sent.
 */
@Entity({ tableName: 'invitations' })
@Unique({ properties: ['organizationId', 'email'] })
@Index({ properties: ['organizationId', 'createdAt', 'id'] })
@Index({ properties: ['email', 'createdAt', 'id'] })
export class InvitationEntity extends RevisedEntity {
  @ManyToOne(() => OrganizationEntity, { mapToPk: true, fieldName: 'organization_id', deleteRule: 'cascade' })
  organizationId!: string;

  @Property({ type: 'text' })
  email!: string;

  @Enum({ items: () => Object.values(OrganizationRole), type: 'string' })
  role!: OrganizationRole;

  /** Who sent it last. */
  @ManyToOne(() => UserEntity, { mapToPk: true, fieldName: 'invited_by_id', nullable: true, deleteRule: 'set null' })
  @Index()
  invitedById: string | null = null;

  @Property({ type: 'integer' })
  generation!: number;

  /** The last generation whose mail has left: that one is not sent again, even if its event is heard again. */
  @Property({ type: 'integer', default: 0 })
  mailedGeneration: number = 0;

  @Property(timestamp())
  sentAt!: Date;

  @Property(timestamp())
  expiresAt!: Date;
}
