import { analyzeGrown } from './analyze-grown.js';
import { addCounted } from './count-imported.js';
import { dropRepeats } from './drop-repeats.js';
import type { FoundFile } from './find-files.js';
import { one, summaryOf, type ImportRun } from './import-run.js';
import { markUnknownOrganizations, markUnknownPeople } from './mark-unknown.js';

/** Adds people to organizations to which they do not belong yet; who does keeps their role. */
export async function mergeMemberships(importRun: ImportRun, file: FoundFile): Promise<void> {
  await markUnknownOrganizations(importRun, file);
  await markUnknownPeople(importRun, file, 'userEmail', 'user_email');
  await dropRepeats(importRun, file, ['organization_slug', 'user_email'], ['role']);
  const summary = summaryOf(importRun, 'memberships');
  const { rows } = await one<{ rows: number }>(importRun, 'select count(*)::float8 as rows from staged_memberships');
  summary.created = await addCounted(importRun, 'members', addMembers);
  summary.existing = rows - summary.created;
  await analyzeGrown(importRun, 'organization_members', summary.created);
}

const addMembers = `
  insert into organization_members (id, created_at, updated_at, revision, organization_id, user_id, role)
  select s.id, s.created_at, s.created_at, 1, o.id, u.id, s.role
  from staged_memberships s
  join organizations o on o.slug = s.organization_slug
  join users u on u.email = s.user_email
  where not exists (select from organization_members m where m.organization_id = o.id and m.user_id = u.id)
  order by s.line
  on conflict (organization_id, user_id) do nothing`;
