import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { OrganizationEntity } from '../entities/relational/organization.entity.js';
import type { OrganizationRole } from '../shared/enums/organization.js';
import type { ProjectRole } from '../shared/enums/project.js';
import type { Requester } from '../shared/requester.js';

/** An organization, and in one case a project of it, to which rights are looked up. */
interface Place {
  organizationId: string;
  /** Only the role in this project is of interest; that in all of them when absent. */
  projectId?: string;
}

const RIGHTS_NOW = `
  select member.role, coalesce(
    (
      select json_object_agg(added.project_id, added.role) from project_members added
      where added.organization_id = member.organization_id and added.user_id = member.user_id
        and added.project_id = coalesce(?::uuid, added.project_id)
    ), '{}') as projects
  from organization_members member
  join organizations organization on organization.id = member.organization_id and organization.deleted_at is null
  where member.organization_id = ? and member.user_id = ?`;

/**
 * The requester with the rights that they have in one organization at this moment, and none elsewhere: those known from the
 * start of the request may have been taken away while it waited for a lock, or for an upload.
 */
export async function rightsNow(
  em: EntityManager,
  requester: Requester,
  { organizationId, projectId }: Place,
): Promise<Requester> {
  const [found] = await em.execute<{ role: OrganizationRole; projects: Record<string, ProjectRole> }[]>(RIGHTS_NOW, [
    projectId ?? null,
    organizationId,
    requester.signedInUserId,
  ]);
  return requester.withRights(found ? { [organizationId]: found.role } : {}, found ? found.projects : {});
}

/** An organization that is held, and the requester with the rights that they have there as long as it is. */
export interface HeldOrganization {
  organization: OrganizationEntity;
  requester: Requester;
}

/**
 * Holds an organization until the transaction ends, and looks up the requester's rights in it; null when it is gone, deleted,
 * or theirs no more. To be called before anything else is locked.
 * @param lock whoever changes who is a member, or the organization itself, is alone with it (`CHANGE`); any number may decide on
 * rights that must last (`KEEP`).
 */
export async function holdOrganization(
  em: EntityManager,
  requester: Requester,
  organizationId: string,
  lock: 'KEEP' | 'CHANGE',
): Promise<HeldOrganization | null> {
  const lockMode = lock === 'CHANGE' ? LockMode.PESSIMISTIC_WRITE : LockMode.PESSIMISTIC_READ;
  const organization = await em.findOne(OrganizationEntity, { id: organizationId, deletedAt: null }, { lockMode });
  if (!organization) return null;
  const now = await rightsNow(em, requester, { organizationId });
  return now.organizationRole(organizationId) === null ? null : { organization, requester: now };
}
