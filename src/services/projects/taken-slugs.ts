import type { EntityManager } from '@mikro-orm/postgresql';
import { ProjectEntity } from '../../entities/relational/project.entity.js';

/** Which of some slugs projects of that organization have already, in the trash or not. */
export const takenProjectSlugs = (em: EntityManager, organizationId: string) => async (candidates: string[]) => {
  const found = await em.find(
    ProjectEntity,
    { organizationId, slug: { $in: candidates } },
    { fields: ['slug'], disableIdentityMap: true },
  );
  return found.map(({ slug }) => slug);
};
