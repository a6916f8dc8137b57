import type { EntityManager } from '@mikro-orm/postgresql';
import { believedAddress, type AddressFacts, type SignUpMode } from '../../access/invitation.policy.js';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import type { DomainEvent } from '../../events/event.js';
import { fileUploaded, fileVersionAdded } from '../../events/file.events.js';
import { memberInvited, memberJoined } from '../../events/invitation.events.js';
import { projectMemberChanged } from '../../events/project.events.js';

/**
 * The ids of those who are to be told of an event: of files, all who had been added to the project by then; of an addition,
 * who was added; of an invitation, who has an account with its address; of who joined, the inviter. Never who did it, nor who
 * no longer sees what it is about.
 */
export async function recipientsOf(
  em: EntityManager,
  event: DomainEvent,
  occurredAt: Date,
  signUp: SignUpMode,
): Promise<string[]> {
  const { type, data, actorId, projectId } = event;
  if (type === memberInvited.type) return data['resent'] === true ? [] : addresseeOf(em, event, signUp);
  if (type === memberJoined.type) return inviterOf(em, event);
  const ofFile = type === fileUploaded.type || type === fileVersionAdded.type;
  const added = type === projectMemberChanged.type && data['from'] === null && data['to'] !== null ? data['userId'] : null;
  if (projectId === null || (!ofFile && added === null)) return [];
  const people = await membersOf(em, projectId);
  return people
    .filter(({ userId, addedAt }) => userId !== actorId && (ofFile ? addedAt <= occurredAt : userId === added))
    .map(({ userId }) => userId);
}

/** Who has the address of an invitation that is still open, if it is believed to be theirs. */
async function addresseeOf(em: EntityManager, { subjectId, data }: DomainEvent, signUp: SignUpMode): Promise<string[]> {
  const [found] = await em.execute<({ id: string } & AddressFacts)[]>(
    `select person.id, person.email, person.email_verified_at is not null as "emailVerified" from users person
     where person.email = ? and exists (select from invitations where id = ?)`,
    [data['email'], subjectId],
  );
  return found && believedAddress(found, signUp) !== null ? [found.id] : [];
}

/** Who invited, if they are still in the organization. */
async function inviterOf(em: EntityManager, { organizationId, actorId, data }: DomainEvent): Promise<string[]> {
  const userId = data['invitedById'];
  if (typeof userId !== 'string' || userId === actorId || organizationId === null) return [];
  return (await em.count(OrganizationMemberEntity, { organizationId, userId })) > 0 ? [userId] : [];
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
