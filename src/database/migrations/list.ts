import type { MigrationObject } from '@mikro-orm/core';
import { Migration20261121105745_initial } from './20261121105745-initial.js';
import { Migration20261121144349_idempotency_keys } from './20261121144349-idempotency-keys.js';
import { Migration20261121145431_invitations } from './20261121145431-invitations.js';
import { Migration20261121151344_lifecycle } from './20261121151344-lifecycle.js';
import { Migration20261121153225_admin_lists } from './20261121153225-admin-lists.js';
import { Migration20261121164512_rights_stamp } from './20261121164512-rights-stamp.js';
import { Migration20261121165847_recent_writes } from './20261121165847-recent-writes.js';
import { Migration20261121203421_project_counts } from './20261121203421-project-counts.js';
import { Migration20261121212500_relay_function } from './20261121212500-relay-function.js';
import { Migration20261121224929_log_by_position } from './20261121224929-log-by-position.js';
import { Migration20261121233500_activity_events } from './20261121233500-activity-events.js';
import { Migration20261127001538_installation } from './20261127001538-installation.js';

/** A migration, and whether code that does not know it must not use the database any more. */
export interface MarkedMigration extends MigrationObject {
  /** Set when it takes away what the previous release uses (docs/decisions/0024-rolling-updates.md). */
  incompatible?: true;
}

/** All migrations, oldest first. A landed one is never edited. */
export const migrations: readonly MarkedMigration[] = [
  { name: '20261121105745-initial', class: Migration20261121105745_initial },
  { name: '20261121144349-idempotency-keys', class: Migration20261121144349_idempotency_keys },
  { name: '20261121145431-invitations', class: Migration20261121145431_invitations },
  { name: '20261121151344-lifecycle', class: Migration20261121151344_lifecycle },
  { name: '20261121153225-admin-lists', class: Migration20261121153225_admin_lists },
  { name: '20261121164512-rights-stamp', class: Migration20261121164512_rights_stamp },
  { name: '20261121165847-recent-writes', class: Migration20261121165847_recent_writes },
  { name: '20261121203421-project-counts', class: Migration20261121203421_project_counts },
  { name: '20261121212500-relay-function', class: Migration20261121212500_relay_function },
  { name: '20261121224929-log-by-position', class: Migration20261121224929_log_by_position },
  { name: '20261121233500-activity-events', class: Migration20261121233500_activity_events },
  { name: '20261127001538-installation', class: Migration20261127001538_installation },
];
