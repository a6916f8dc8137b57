import { canAdminister } from '../../access/admin.policy.js';
import { adminAccessed, type AdminField } from '../../events/admin.events.js';
import { forbidden, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';

/** Writes into the activity log that the requester, a system administrator, looks at those fields. */
export async function recordAdminAccess(
  { transaction, requester }: Pick<UseCase, 'transaction' | 'requester'>,
  fields: AdminField[],
): Promise<Result<null>> {
  const by = requester.signedInUserId;
  if (!canAdminister(requester)) return forbidden('');
  return transaction(async ({ announce }) => {
    announce(adminAccessed({ by, subjectId: by, fields }));
    return ok(null);
  });
}
