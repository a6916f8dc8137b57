import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { organizationUpdated } from '../../events/organization.events.js';
import type { UpdateOrganizationInput } from '../../schema/inputs/update-organization-input.js';
import { conflict, failed, ok, type Result } from '../../shared/result.js';
import { applyChanges, isStale } from '../changes.js';
import { checkName, checkSlug, checkText, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';
import { lockOrganization } from './manage-members.js';

/** Changes name, slug or description of an organization. What is absent stays; a description of null is cleared. */
export async function updateOrganization(
  { transaction, requester }: UseCase,
  input: UpdateOrganizationInput,
): Promise<Result<OrganizationEntity>> {
  const by = requester.signedInUserId;
  const errors = errorsOf(
    checkName('name', input.name),
    checkSlug('slug', input.slug),
    checkText('description', input.description, 2000),
  );
  return transaction(async ({ em, announce }) => {
    const held = await lockOrganization(em, requester, 'UPDATE', input.organizationId);
    if (!held.ok) return held;
    if (errors.length > 0) return failed(...errors);
    const { organization } = held.value;
    if (isStale(organization, input.expectedRevision)) return conflict(organization);

    const { slug, description } = input;
    const fields = applyChanges(organization, { name: input.name?.trim(), slug, description });
    const { id: organizationId, name } = organization;
    if (fields.length > 0) announce(organizationUpdated({ by, subjectId: organizationId, organizationId, name, fields }));
    return ok(organization);
  });
}
