import { named } from '../../database/named-statement.js';
import type { RelationalDatabase } from '../../database/relational-database.js';

const IS_SERVED = named(`
  select from file_versions version
  join organizations organization on organization.id = version.organization_id and organization.deleted_at is null
  where version.storage_key = $1`);

/** Whether a version has that content, in an organization that is not deleted. */
export async function isServed(database: RelationalDatabase, storageKey: string): Promise<boolean> {
  return (await database.rows({ ...IS_SERVED, values: [storageKey], lookup: true })).length > 0;
}
