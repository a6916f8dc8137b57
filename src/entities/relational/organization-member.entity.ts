import { Entity, Enum, Index, ManyToOne, Unique } from '@mikro-orm/decorators/legacy';
import { OrganizationRole } from '../../shared/enums/organization.js';
import { RevisedEntity } from '../base.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { UserEntity } from './user.entity.js';

/** A person in an organization; `createdAt` is when they joined. */
@Entity({ tableName: 'organization_members' })
@Unique({ properties: ['organizationId', 'userId'] })
@Index({ properties: ['organizationId', 'createdAt', 'id'] })
@Index({ properties: ['userId', 'organizationId'] })
export class OrganizationMemberEntity extends RevisedEntity {
  @ManyToOne(() => OrganizationEntity, { mapToPk: true, fieldName: 'organization_id', deleteRule: 'cascade' })
  organizationId!: string;

  @ManyToOne(() => UserEntity, { mapToPk: true, fieldName: 'user_id', deleteRule: 'cascade' })
  userId!: string;

  @Enum({ items: () => Object.values(OrganizationRole), type: 'string' })
  role!: OrganizationRole;
}
