import type pg from 'pg';

interface ProjectFacts {
  id: string;
  organizationId: string;
  rootFolderId: string;
  /** How many. */
  files: number;
}

interface OrganizationFacts {
  id: string;
  name: string;
  /** How many. */
  projects: number;
}

interface LongList {
  id: string;
  organizationId: string;
  /** The newest first. */
  files: { id: string; createdAt: Date }[];
}

/** What is known of the data before anything is asked: what parameters of requests are drawn from. */
export interface Facts {
  projects: readonly ProjectFacts[];
  projectsWith100Files: readonly ProjectFacts[];
  projectsWithLongLists: readonly LongList[];
  organizationsWith20Projects: readonly OrganizationFacts[];
  organizationsByName: readonly OrganizationFacts[];
}

/** Files of which a list has to have that many to be walked into its middle. */
const LONG = 500;
/** With little data, the largest of its kind stand in for those that are large enough. */
const FEWEST = 5;

export async function readFacts(client: pg.Client): Promise<Facts> {
  const { rows: projects } = await client.query<ProjectFacts>(`
    select p.id, p.organization_id as "organizationId", root.id as "rootFolderId",
      (select count(*)::int from files f where f.project_id = p.id) as files
    from projects p join folders root on root.project_id = p.id and root.parent_id is null order by p.id`);
  const { rows: organizations } = await client.query<OrganizationFacts>(`
    select o.id, o.name, (select count(*)::int from projects p where p.organization_id = o.id) as projects
    from organizations o order by o.name, o.id`);
  const long = atLeast(LONG, projects, ({ files }) => files);
  const { rows: longLists } = await client.query<Omit<LongList, 'files'> & { ids: string[]; times: Date[] }>(
    `select project_id as id, organization_id as "organizationId",
       array_agg(id::text order by created_at desc, id desc) as ids, array_agg(created_at order by created_at desc, id desc) as times
     from files where project_id = any($1) group by 1, 2 order by 1`,
    [long.map(({ id }) => id)],
  );
  return {
    projects,
    projectsWith100Files: atLeast(100, projects, ({ files }) => files),
    projectsWithLongLists: longLists.map(({ id, organizationId, ids, times }) => ({
      id,
      organizationId,
      files: ids.map((file, place) => ({ id: file, createdAt: times[place]! })),
    })),
    organizationsWith20Projects: atLeast(20, organizations, ({ projects: count }) => count),
    organizationsByName: organizations,
  };
}

/** Those of that size or more; when there are few, the largest. */
function atLeast<T>(size: number, all: readonly T[], sizeOf: (one: T) => number): readonly T[] {
  const large = all.filter((one) => sizeOf(one) >= size);
  return large.length >= FEWEST ? large : [...all].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, FEWEST);
}
