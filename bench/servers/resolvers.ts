import { Kind, type GraphQLResolveInfo } from 'graphql';
import { encodeCursor, type Batches, type ListPage } from './batches.ts';

type Found = Record<string, unknown>;

const idOf = (prefix: string) => (row: Found) => `${prefix}_${row['id'] as string}`;
const createdAt = (row: Found) => (row['createdAt'] as Date).toISOString();

/** A connection of which nothing is asked but `totalCount`: no row of it is read. */
export const unread = (parent: string): ListPage => ({ parent, after: null, rows: [], hasNextPage: false });

export const onlyCounts = ({ fieldNodes }: GraphQLResolveInfo): boolean =>
  fieldNodes.every(({ selectionSet }) =>
    selectionSet?.selections.every((field) => field.kind === Kind.FIELD && field.name.value === 'totalCount'),
  );

/** The id in the database, of `prj_<uuid>`, as Atrium names things. */
export const rawId = (id: string): string => id.slice(4);

const cursorOf = (row: Found | undefined) => row && encodeCursor(row['createdAt'], row['id']);

const connection = (sortKey: string) => ({
  nodes: ({ rows }: ListPage) => rows,
  edges: ({ rows }: ListPage) => rows.map((node) => ({ node, cursor: encodeCursor(node[sortKey], node['id']) })),
});

/** What Mercurius and Yoga resolve alike: fields made in code, connections, and the mutation. Objects are the rows. */
export const commonResolvers = (read: Batches) => ({
  Query: {
    organizations: (_: unknown, { first, after }: { first: number | null; after?: string | null }) =>
      read.organizationsPage(first ?? 20, after),
  },
  Mutation: {
    async createFolder(_: unknown, { input }: { input: { parentId: string; name: string } }) {
      return { folder: await read.addFolder(rawId(input.parentId), input.name), userErrors: [] };
    },
  },
  Organization: { id: idOf('org') },
  Project: { id: idOf('prj'), createdAt },
  Folder: { id: idOf('fld') },
  File: { id: idOf('fil'), createdAt },
  User: { id: idOf('usr') },
  OrganizationConnection: connection('name'),
  ProjectConnection: connection('createdAt'),
  FileConnection: {
    ...connection('createdAt'),
    pageInfo: (page: ListPage) => page,
  },
  PageInfo: {
    hasPreviousPage: (page: ListPage) => read.filesBefore(page),
    startCursor: ({ rows }: ListPage) => cursorOf(rows[0]),
    endCursor: ({ rows }: ListPage) => cursorOf(rows.at(-1)),
  },
});
