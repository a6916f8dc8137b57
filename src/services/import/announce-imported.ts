import type { DomainEvent } from '../../events/event.js';
import { organizationCreated, organizationUpdated } from '../../events/organization.events.js';
import { portions, run, type ImportRun } from './import-run.js';

interface ImportedInto {
  id: string;
  name: string;
  isNew: boolean;
  members: number;
  projects: number;
  files: number;
}

/** Writes one event for each organization that is new or got something new. @returns how many. */
export async function announceImported(importRun: ImportRun): Promise<number> {
  let announced = 0;
  for await (const organizations of portions<ImportedInto>(importRun, importedByOrganization)) {
    announced += await run(importRun, addEvents, [JSON.stringify(organizations.map(eventOf)), importRun.now]);
  }
  return announced;
}

function eventOf({ id, name, isNew, ...imported }: ImportedInto): DomainEvent {
  return (isNew ? organizationCreated : organizationUpdated)({ by: null, subjectId: id, organizationId: id, name, imported });
}

const importedByOrganization = `
  select o.id, o.name, bool_or(i.what = 'organization') as "isNew",
    coalesce(sum(i.rows) filter (where i.what = 'members'), 0)::float8 as members,
    coalesce(sum(i.rows) filter (where i.what = 'projects'), 0)::float8 as projects,
    coalesce(sum(i.rows) filter (where i.what = 'files'), 0)::float8 as files
  from imported i
  join organizations o on o.id = i.organization_id
  group by o.id
  order by o.slug`;

const addEvents = `
  insert into outbox_events (id, type, organization_id, project_id, actor_id, subject_type, subject_id, streams, data, occurred_at)
  select e.id, e.type, e."organizationId", e."projectId", e."actorId", e."subjectType", e."subjectId",
    array(select jsonb_array_elements_text(e.streams)::uuid), e.data, $2
  from jsonb_to_recordset($1::jsonb) as e(id uuid, type text, "organizationId" uuid, "projectId" uuid, "actorId" uuid,
    "subjectType" text, "subjectId" uuid, streams jsonb, data jsonb)`;
