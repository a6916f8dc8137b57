import type { App } from '../../app.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import type { DemoSignIn } from '../../server/playground/demo-sign-in.js';
import { encodeId } from '../../shared/ids.js';
import { demoAccount, demoOrganization } from './demo-content.js';

/** What the playground offers; to be called when the demo account is there. */
export async function findDemoSignIn({ database }: App): Promise<DemoSignIn> {
  const { email, password } = demoAccount;
  const organization = await database.em.findOne(
    OrganizationEntity,
    { name: demoOrganization.name },
    { orderBy: { createdAt: 'asc' } },
  );
  return { email, password, organizationId: organization && encodeId('Organization', organization.id) };
}
