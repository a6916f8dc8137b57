import type pg from 'pg';
import { insertFolder } from '../operations/write-folder.ts';

export interface PageKey {
  parent: string;
  first: number;
  after?: string | null;
}

/** A page of a list, with what its connection is made of. */
export interface ListPage {
  parent: string;
  after: string | null;
  rows: Record<string, unknown>[];
  hasNextPage: boolean;
}

/** Relay's opaque cursor: the place in the list. */
export const encodeCursor = (value: unknown, id: unknown): string =>
  Buffer.from(JSON.stringify([value instanceof Date ? value.getTime() : value, id])).toString('base64url');

export const decodeCursor = (cursor: string): [value: string | number, id: string] =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string | number, string];

const columns = {
  projects: `p.id, p.slug, p.name, p.status, p.created_at as "createdAt", p.created_by_id as "createdById"`,
  files: `f.id, f.name, f.mime_type as "mimeType", f.size, f.created_at as "createdAt", f.uploaded_by_id as "uploadedById"`,
};

const statements = {
  organizations: `select o.id, o.slug, o.name from organizations o where o.id = any($1::uuid[]) and o.deleted_at is null`,
  organizationsAfter: `
    select o.id, o.slug, o.name from organizations o
    where ($1::text is null or (o.name, o.id) > ($1, $2::uuid)) and o.deleted_at is null order by o.name, o.id limit $3`,
  projects: `select ${columns.projects} from projects p where p.id = any($1::uuid[]) and p.deleted_at is null`,
  users: `select u.id, u.name, u.username from users u where u.id = any($1::uuid[])`,
  projectsOf: `
    select k.id as parent, page.* from unnest($1::uuid[]) k(id) cross join lateral (
      select ${columns.projects} from projects p
      where p.organization_id = k.id and p.deleted_at is null order by p.created_at desc, p.id desc limit $2) page`,
  filesOf: `
    select k.id as parent, page.* from unnest($1::uuid[]) k(id) cross join lateral (
      select ${columns.files} from files f
      where f.project_id = k.id and f.deleted_at is null order by f.created_at desc, f.id desc limit $2) page`,
  filesOfAfter: `
    select k.id as parent, page.* from unnest($1::uuid[]) k(id) cross join lateral (
      select ${columns.files} from files f
      where f.project_id = k.id and (f.created_at, f.id) < ($3, $4::uuid) and f.deleted_at is null
      order by f.created_at desc, f.id desc limit $2) page`,
  filesBefore: `
    select exists (
      select from files f where f.project_id = $1 and (f.created_at, f.id) >= ($2, $3::uuid) and f.deleted_at is null) as found`,
  membersCount: `select organization_id as id, count(*) from organization_members where organization_id = any($1::uuid[]) group by 1`,
  projectsCount: `
    select organization_id as id, count(*) from projects where organization_id = any($1::uuid[]) and deleted_at is null group by 1`,
  insertFolder: `${insertFolder} select id, name, project_id as "projectId" from made`,
};

type Found = Record<string, unknown>;

/** Reads what was asked for at the same time by one statement each: what good loaders do, whoever calls them. */
export function batches(pool: pg.Pool) {
  const ask = async (name: keyof typeof statements, values: unknown[]): Promise<Found[]> =>
    (await pool.query<Found>({ name, text: statements[name], values })).rows;

  const byId = async (name: keyof typeof statements, ids: readonly (string | null)[]): Promise<(Found | null)[]> => {
    const rows = new Map((await ask(name, [[...new Set(ids)].filter((id) => id !== null)])).map((row) => [row['id'], row]));
    return ids.map((id) => rows.get(id) ?? null);
  };

  const counts = async (name: keyof typeof statements, ids: readonly string[]): Promise<number[]> =>
    (await byId(name, ids)).map((row) => (row === null ? 0 : (row['count'] as number)));

  /** Pages that are asked for alike are read together. */
  const pages = async (
    keys: readonly PageKey[],
    read: (parents: string[], page: PageKey) => Promise<Found[]>,
  ): Promise<ListPage[]> => {
    const alike = Map.groupBy(keys, ({ first, after }) => `${first} ${after ?? ''}`);
    const found = new Map<PageKey, ListPage>();
    await Promise.all(
      [...alike.values()].map(async (group) => {
        const [page] = group as [PageKey];
        const byParent = Map.groupBy(await read([...new Set(group.map(({ parent }) => parent))], page), (row) => row['parent']);
        for (const key of group) found.set(key, pageOf(key, byParent.get(key.parent) ?? []));
      }),
    );
    return keys.map((key) => found.get(key)!);
  };

  const pageOf = ({ parent, first, after }: PageKey, rows: Found[]): ListPage => ({
    parent,
    after: after ?? null,
    rows: rows.length > first ? rows.slice(0, first) : rows,
    hasNextPage: rows.length > first,
  });

  return {
    organizations: (ids: readonly string[]) => byId('organizations', ids),
    projects: (ids: readonly string[]) => byId('projects', ids),
    users: (ids: readonly (string | null)[]) => byId('users', ids),
    membersCount: (ids: readonly string[]) => counts('membersCount', ids),
    projectsCount: (ids: readonly string[]) => counts('projectsCount', ids),
    projectsOf: (keys: readonly PageKey[]) => pages(keys, (parents, { first }) => ask('projectsOf', [parents, first + 1])),
    filesOf: (keys: readonly PageKey[]) =>
      pages(keys, (parents, { first, after }) => {
        if (after == null) return ask('filesOf', [parents, first + 1]);
        const [time, id] = decodeCursor(after);
        return ask('filesOfAfter', [parents, first + 1, new Date(time), id]);
      }),
    async filesBefore({ parent, after }: ListPage): Promise<boolean> {
      if (after === null) return false;
      const [time, id] = decodeCursor(after);
      return (await ask('filesBefore', [parent, new Date(time), id]))[0]!['found'] as boolean;
    },
    async organizationsPage(first: number, after: string | null | undefined): Promise<ListPage> {
      const [name, id] = after == null ? [null, null] : decodeCursor(after);
      return pageOf({ parent: '', first, after: after ?? null }, await ask('organizationsAfter', [name, id, first + 1]));
    },
    async addFolder(parent: string, name: string): Promise<Found | null> {
      return (await ask('insertFolder', [parent, name]))[0] ?? null;
    },
  };
}

export type Batches = ReturnType<typeof batches>;
