import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ProjectMemberEntity } from '../../entities/relational/project-member.entity.js';

/** A person's place in a project, locked; null when they were not added to it. */
export const findProjectMember = (em: EntityManager, projectId: string, userId: string) =>
  em.findOne(ProjectMemberEntity, { projectId, userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
