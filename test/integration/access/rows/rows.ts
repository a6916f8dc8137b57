import { files } from './files.js';
import { invitations } from './invitations.js';
import { nodes } from './nodes.js';
import { notifications } from './notifications.js';
import { organizations } from './organizations.js';
import { people } from './people.js';
import { projects } from './projects.js';
import type { Row } from './row.js';

/** Every field of the roots, by name; the names of queries, mutations and subscriptions do not meet. */
export const rows: Record<string, Row> = {
  ...people,
  ...organizations,
  ...invitations,
  ...projects,
  ...files,
  ...notifications,
  ...nodes,
};
