import type { EntityManager } from '@mikro-orm/postgresql';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';

/** Which of some slugs organizations have already. */
export const takenOrganizationSlugs = (em: EntityManager) => async (candidates: string[]) => {
  const found = await em.find(OrganizationEntity, { slug: { $in: candidates } }, { fields: ['slug'], disableIdentityMap: true });
  return found.map(({ slug }) => slug);
};
