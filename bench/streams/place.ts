import type pg from 'pg';

/** Of each kind; a person may hold a hundred sockets, and nobody is to come near that. */
const PEOPLE = 32;

/** A project of which many hear, and some of them by other rights than the rest. */
export interface Place {
  projectId: string;
  organizationId: string;
  rootFolderId: string;
}

/** Gives the oldest project administrators of its organization, and as many guests who were added to it. */
export async function fillPlace(client: pg.Client): Promise<Place> {
  const { rows } = await client.query<Place>(`
    select p.id as "projectId", p.organization_id as "organizationId", f.id as "rootFolderId"
    from projects p join folders f on f.project_id = p.id and f.parent_id is null order by p.id limit 1`);
  const [place] = rows as [Place];
  await client.query(addPeople, [PEOPLE, place.organizationId, place.projectId]);
  return place;
}

const addPeople = `
  with people as (
    insert into users (id, created_at, updated_at, email, username, name)
    select gen_random_uuid(), now(), now(), called || n || '@people.example', called || n, initcap(called) || ' ' || n
    from generate_series(1, $1) n, unnest(array['administrator', 'guest']) called
    returning id, username
  ), members as (
    insert into organization_members (id, created_at, updated_at, organization_id, user_id, role)
    select gen_random_uuid(), now(), now(), $2, id, case when username like 'guest%' then 'GUEST' else 'ADMIN' end from people
  )
  insert into project_members (id, created_at, updated_at, organization_id, project_id, user_id, role)
  select gen_random_uuid(), now(), now(), $2, $3, id, 'VIEWER' from people where username like 'guest%'`;

/** Finds those who listen, one kind after the other by turns. */
export const LISTENERS = {
  text: `
    select username as key, id as "userId" from users where email ~ '^(administrator|guest)\\d+@people.example$'
    order by substring(username from '\\d+')::int, username`,
  values: [],
};
