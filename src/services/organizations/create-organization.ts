import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { organizationCreated } from '../../events/organization.events.js';
import type { CreateOrganizationInput } from '../../schema/inputs/create-organization-input.js';
import { newId } from '../../shared/ids.js';
import { failed, ok, type Result } from '../../shared/result.js';
import { checkName, checkSlug, checkText, errorsOf } from '../input-rules.js';
import { withSlug } from '../slug.js';
import type { UseCase } from '../use-case.js';
import { takenOrganizationSlugs } from './taken-slugs.js';

/**
 * Founds an organization, whose owner the requester becomes. A slug that is not given is made of the name.
 * Their rights in it are known to a requester that is read afresh.
 */
export async function createOrganization(
  { transaction, requester, clock }: UseCase,
  input: CreateOrganizationInput,
): Promise<Result<OrganizationEntity>> {
  const by = requester.signedInUserId;
  const errors = errorsOf(
    checkName('name', input.name),
    checkSlug('slug', input.slug ?? undefined),
    checkText('description', input.description, 2000),
  );
  if (errors.length > 0) return failed(...errors);

  return withSlug(input, 'organization', (choose) =>
    transaction(async ({ em, announce }) => {
      const [id, now] = [newId(), clock.now()];
      const made = { createdAt: now, updatedAt: now, revision: 1 };
      const slug = await choose(takenOrganizationSlugs(em));
      const organization = em.create(
        OrganizationEntity,
        { ...made, id, slug, name: input.name.trim(), description: input.description ?? null },
        { persist: true },
      );
      em.create(
        OrganizationMemberEntity,
        { ...made, id: newId(), organizationId: id, userId: by, role: 'OWNER' },
        { persist: true },
      );
      announce(organizationCreated({ by, subjectId: id, organizationId: id, name: organization.name }));
      return ok(organization);
    }),
  );
}
