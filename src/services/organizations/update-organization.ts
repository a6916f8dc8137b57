import { LockMode } from '@mikro-orm/core';
import { canInOrganization } from '../../access/organization.policy.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { organizationUpdated } from '../../events/organization.events.js';
import type { UpdateOrganizationInput } from '../../schema/inputs/update-organization-input.js';
import { decodeId } from '../../shared/ids.js';
import { conflict, failed, forbidden, notFound, ok, type Result } from '../../shared/result.js';
import { applyChanges, isStale } from '../changes.js';
import { checkName, checkSlug, checkText, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';

/** Changes name, slug or description of an organization. What is absent stays; a description of null is cleared. */
export async function updateOrganization(
  { transaction, requester }: UseCase,
  input: UpdateOrganizationInput,
): Promise<Result<OrganizationEntity>> {
  const by = requester.signedInUserId;
  const organizationId = decodeId('Organization', input.organizationId);
  if (organizationId === null || !canInOrganization('READ', organizationId, requester)) return notFound('organizationId');
  if (!canInOrganization('UPDATE', organizationId, requester)) return forbidden('organizationId');

  const errors = errorsOf(
    checkName('name', input.name),
    checkSlug('slug', input.slug),
    checkText('description', input.description, 2000),
  );
  if (errors.length > 0) return failed(...errors);

  return transaction(async ({ em, announce }) => {
    const organization = await em.findOne(OrganizationEntity, organizationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!organization) return notFound('organizationId');
    if (isStale(organization, input.expectedRevision)) return conflict(organization);

    const { slug, description } = input;
    const fields = applyChanges(organization, { name: input.name?.trim(), slug, description });
    if (fields.length > 0)
      announce(organizationUpdated({ by, subjectId: organizationId, organizationId, name: organization.name, fields }));
    return ok(organization);
  });
}
