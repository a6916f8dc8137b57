import { OrganizationRole } from '../../../shared/enums/organization.js';
import { emailField, oneOf, slugField } from '../fields.js';
import type { Format } from './format.js';

const roleField = oneOf(OrganizationRole);

/** A membership begins with the import: the file does not say when. */
export const membershipsFormat: Format = {
  kind: 'memberships',
  required: ['organizationSlug', 'userEmail', 'role'],
  optional: [],
  staged: { id: 'uuid', created_at: 'timestamptz(3)', organization_slug: 'text collate "C"', user_email: 'text', role: 'text' },
  stage(row) {
    const { id, createdAt } = row.made();
    return [
      id,
      createdAt,
      row.read('organizationSlug', slugField),
      row.read('userEmail', emailField),
      row.read('role', roleField),
    ];
  },
};
