import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { organizationDeleted } from '../../events/organization.events.js';
import type { DeleteOrganizationInput } from '../../schema/inputs/delete-organization-input.js';
import { ok, type Result } from '../../shared/result.js';
import { confirmSlug } from '../confirm-slug.js';
import type { UseCase } from '../use-case.js';
import { lockOrganization } from './manage-members.js';

/**
 * Deletes an organization: from then on nobody sees anything of it. Its owners can restore it until it is purged, 30 days later;
 * its slug stays taken until then.
 */
export async function deleteOrganization(
  { transaction, requester, clock }: UseCase,
  input: DeleteOrganizationInput,
): Promise<Result<OrganizationEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const held = await lockOrganization(em, requester, 'DELETE', input.organizationId);
    if (!held.ok) return held;
    const { organization } = held.value;
    const mistaken = confirmSlug(organization, input.confirmSlug);
    if (mistaken) return mistaken;

    organization.deletedAt = clock.now();
    const { id, name } = organization;
    announce(organizationDeleted({ by, subjectId: id, organizationId: id, name }));
    return ok(organization);
  });
}
