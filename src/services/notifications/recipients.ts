import type { EntityManager } from '@mikro-orm/postgresql';
import type { DomainEvent } from '../../events/event.js';
import { fileUploaded, fileVersionAdded } from '../../events/file.events.js';
import { projectMemberChanged } from '../../events/project.events.js';

/**
 * The ids of those who are to be told of an event: of files, all who had been added to the project by then; of an
 * addition, who was added. Never who did it, nor who no longer sees the project.
 */
export async function recipientsOf(em: EntityManager, event: DomainEvent, occurredAt: Date): Promise<string[]> {
  const { type, data, actorId, projectId } = event;
  const ofFile = type === fileUploaded.type || type === fileVersionAdded.type;
  const added = type === projectMemberChanged.type && data['from'] === null && data['to'] !== null ? data['userId'] : null;
  if (projectId === null || (!ofFile && added === null)) return [];
  const people = await membersOf(em, projectId);
  return people
    .filter(({ userId, addedAt }) => userId !== actorId && (ofFile ? addedAt <= occurredAt : userId === added))
    .map(({ userId }) => userId);
}

/** Who was added to a project and sees it: neither it nor its organization is deleted, and they are in the organization. */
async function membersOf(em: EntityManager, projectId: string): Promise<{ userId: string; addedAt: Date }[]> {
  const rows = await em.execute<{ userId: string; addedAt: string }[]>(
    `select added.user_id as "userId", added.created_at as "addedAt" from project_members added
     join projects project on project.id = added.project_id and project.deleted_at is null
     join organizations organization on organization.id = project.organization_id and organization.deleted_at is null
     join organization_members member on member.organization_id = project.organization_id and member.user_id = added.user_id
     where added.project_id = ? order by added.user_id`,
    [projectId],
  );
  return rows.map(({ userId, addedAt }) => ({ userId, addedAt: new Date(addedAt) }));
}
