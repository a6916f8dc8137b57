import { Entity, Enum, Index, ManyToOne, Unique } from '@mikro-orm/decorators/legacy';
import { ProjectRole } from '../../shared/enums/project.js';
import { RevisedEntity } from '../base.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { ProjectEntity } from './project.entity.js';
import { UserEntity } from './user.entity.js';

/** A person who was added to a project; `createdAt` is when. */
@Entity({ tableName: 'project_members' })
@Unique({ properties: ['projectId', 'userId'] })
@Index({ properties: ['projectId', 'createdAt', 'id'] })
@Index({ properties: ['userId', 'projectId'] })
@Index({ properties: ['organizationId', 'userId'] })
export class ProjectMemberEntity extends RevisedEntity {
  @ManyToOne(() => OrganizationEntity, { mapToPk: true, fieldName: 'organization_id', deleteRule: 'cascade' })
  organizationId!: string;

  @ManyToOne(() => ProjectEntity, { mapToPk: true, fieldName: 'project_id', deleteRule: 'cascade' })
  projectId!: string;

  @ManyToOne(() => UserEntity, { mapToPk: true, fieldName: 'user_id', deleteRule: 'cascade' })
  userId!: string;

  @Enum({ items: () => Object.values(ProjectRole), type: 'string' })
  role!: ProjectRole;
}
