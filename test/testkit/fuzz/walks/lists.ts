import type { GraphQLSchema } from 'graphql';
import { encodeId } from '../../../../src/shared/ids.js';
import { fixedOrders, orderProperties, type Order } from '../reference/orders.js';
import type { Tables } from '../world/tables.js';

/** A list of a world that can be walked through while others write to it. */
export interface List {
  /** `Organization.members`. */
  field: string;
  /** The fields on the way, with their arguments; the list is the last one, without its own. */
  way: string[];
  /** Values of its filters, each of which finds something. */
  filters: Readonly<Record<string, unknown>>[];
  /** Orders that can be chosen; null when there is one only. */
  orders: readonly Order[] | null;
  /** Arguments without which it cannot be asked for. */
  fixed: Readonly<Record<string, unknown>>;
  /** Rows come and go as copies of a row of that table … */
  table: string;
  /** … one of these … */
  sources: readonly string[];
  /** … but for these columns. */
  columns: string;
  /** What has to come before and after such a row, and to go when it is gone. */
  before?: string;
  after?: string;
  gone?: string;
}

/** Fields of a schema that answer connections. */
export const connectionsOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    'getFields' in type && 'isTypeOf' in type
      ? Object.values(type.getFields()).flatMap((field) =>
          /Connection!?$/.test(String(field.type)) ? [`${type.name}.${field.name}`] : [],
        )
      : [],
  );

const chosen = (...fields: string[]): Order[] =>
  fields.flatMap((field) => [
    { property: orderProperties[field]!, direction: 'ASC' },
    { property: orderProperties[field]!, direction: 'DESC' },
  ]);
const projectOrders = chosen('NAME', 'CREATED_AT', 'UPDATED_AT');
const fileOrders = chosen('NAME', 'SIZE', 'CREATED_AT', 'UPDATED_AT');

/** In statements, `$id` is the id of the row that comes and `$spare` that of a person whom nobody knows. */
const copies = {
  named: `'name', r.name || left($id::text, 2)`,
  user: `'username', $id::text, 'email', $id::text || '@people.example'`,
  slugged: `'slug', $id::text`,
  invited: `'email', $id::text || '@people.example'`,
  member: `'user_id', $spare::text`,
};

const spare = `insert into users (id, created_at, updated_at, revision, email, username, name, system_role, locale, time_zone)
  values ($spare, now(), now(), 1, $spare::text || '@people.example', $spare::text, 'spare', 'USER', 'en', 'UTC')`;
const withoutSpare = `delete from users where id = $spare`;

/** Every list of the schema as the owner of the first organization, or a system administrator, can walk through it. */
export function listsOf(tables: Tables, ownerId: string): List[] {
  const organization = tables.organizations[0]!;
  const project = tables.projects[0]!;
  const files = tables.files.filter(({ projectId }) => projectId === project.id);
  const live = files.filter(({ deletedAt }) => deletedAt === null);
  const folder = tables.folders.find(({ projectId, parentId }) => projectId === project.id && parentId === null)!;
  const versionsOf = (file: { id: string }) => tables.fileVersions.filter(({ fileId }) => fileId === file.id);
  const [file] = [...live].sort((a, b) => versionsOf(b).length - versionsOf(a).length);
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  const here = <T extends { organizationId: string | null }>(rows: readonly T[]) =>
    rows.filter(({ organizationId }) => organizationId === organization.id);

  const inOrganization = [`organization(id: "${encodeId('Organization', organization.id)}")`];
  const inProject = [`project(id: "${encodeId('Project', project.id)}")`];
  const inFolder = [`folder(id: "${encodeId('Folder', folder.id)}")`];
  const inFile = [`file(id: "${encodeId('File', file!.id)}")`];
  const projects = { table: 'projects', orders: projectOrders, columns: copies.slugged };
  const projectFilters = [{}, { status: 'ACTIVE' }, { query: 'a' }];
  const liveProjects = ids(here(tables.projects).filter(({ deletedAt }) => deletedAt === null));
  const filesHere = { table: 'files', orders: fileOrders, columns: copies.named };
  const fileFilters = [{}, { kind: 'TEST' }, { query: 'A' }];
  const activities = { table: 'activities', columns: `'id', $id`, filters: [{}, { types: ['FILE_UPLOADED', 'MEMBER_JOINED'] }] };
  const members = { table: 'organization_members', columns: copies.member, before: spare, gone: withoutSpare };
  const personFilters = [{}, { query: 'a' }];

  const list = (field: string, way: string[], given: Partial<List> & Pick<List, 'table' | 'sources' | 'columns'>): List => ({
    field,
    way: [...way, field.split('.')[1]!],
    filters: [{}],
    orders: null,
    fixed: {},
    ...given,
  });
  return [
    list('Query.organizations', [], {
      ...{ table: 'organizations', sources: [organization.id], columns: copies.slugged, filters: personFilters },
      after: `insert into organization_members (id, created_at, updated_at, revision, organization_id, user_id, role)
        values ($spare, now(), now(), 1, $id, '${ownerId}', 'GUEST')`,
    }),
    list('Query.users', [], {
      ...{ table: 'users', sources: ids(tables.users), columns: copies.user, filters: personFilters },
      after: `insert into organization_members (id, created_at, updated_at, revision, organization_id, user_id, role)
        values ($spare, now(), now(), 1, '${organization.id}', $id, 'GUEST')`,
    }),
    list('Query.projects', [], { ...projects, sources: liveProjects, filters: projectFilters }),
    list('Query.files', [], {
      ...{ ...filesHere, sources: ids(live), filters: fileFilters },
      fixed: { organizationId: encodeId('Organization', organization.id) },
    }),
    list('Query.notifications', [], {
      ...{ table: 'notifications', columns: `'id', $id`, filters: [{}, { unreadOnly: true }] },
      sources: ids(tables.notifications.filter(({ userId }) => userId === ownerId)),
    }),
    list('Admin.users', ['admin'], { table: 'users', sources: ids(tables.users), columns: copies.user, filters: personFilters }),
    list('Admin.organizations', ['admin'], {
      ...{ table: 'organizations', sources: ids(tables.organizations), columns: copies.slugged, filters: personFilters },
    }),
    list('Admin.activity', ['admin'], { ...activities, sources: ids(tables.activities) }),
    list('Viewer.invitations', ['viewer'], {
      ...{ table: 'invitations', sources: ids(tables.invitations.filter(({ email }) => email.startsWith('owner-'))) },
      columns: `'organization_id', $spare::text`,
      before: `insert into organizations (id, created_at, updated_at, revision, slug, name)
        values ($spare, now(), now(), 1, $spare::text, 'spare')`,
      gone: `delete from organizations where id = $spare`,
    }),
    list('Viewer.activity', ['viewer'], {
      ...{ ...activities, sources: ids(tables.activities.filter(({ actorId }) => actorId === ownerId)) },
    }),
    list('Organization.members', inOrganization, {
      ...{ ...members, sources: ids(here(tables.organizationMembers)), filters: [{}, { role: 'MEMBER' }] },
    }),
    list('Organization.invitations', inOrganization, {
      ...{ table: 'invitations', sources: ids(here(tables.invitations)), columns: copies.invited },
    }),
    list('Organization.projects', inOrganization, { ...projects, sources: liveProjects, filters: projectFilters }),
    list('Organization.deletedProjects', inOrganization, {
      ...{ ...projects, orders: null },
      sources: ids(here(tables.projects).filter(({ deletedAt }) => deletedAt !== null)),
    }),
    list('Organization.activity', inOrganization, { ...activities, sources: ids(here(tables.activities)) }),
    list('Project.members', inProject, {
      ...{ ...members, table: 'project_members' },
      ...{ sources: ids(tables.projectMembers.filter(({ projectId }) => projectId === project.id)), filters: personFilters },
    }),
    list('Project.files', inProject, { ...filesHere, sources: ids(live), filters: fileFilters }),
    list('Project.trash', inProject, {
      ...{ ...filesHere, orders: null },
      sources: ids(files.filter(({ deletedAt, deletedWithId }) => deletedAt !== null && deletedWithId === null)),
    }),
    list('Project.activity', inProject, {
      ...{ ...activities, sources: ids(tables.activities.filter(({ projectId }) => projectId === project.id)) },
    }),
    list('Folder.folders', inFolder, {
      ...{ table: 'folders', columns: copies.named },
      sources: ids(tables.folders.filter(({ parentId, deletedAt }) => parentId === folder.id && deletedAt === null)),
    }),
    list('Folder.files', inFolder, {
      ...{ ...filesHere, sources: ids(live.filter(({ folderId }) => folderId === folder.id)), filters: fileFilters },
    }),
    list('File.versions', inFile, {
      ...{ table: 'file_versions', sources: ids(versionsOf(file!)) },
      columns: `'number', r.number + 1 + get_byte(uuid_send($id), 0) % 2`,
    }),
  ];
}

/** The order of a list by the name it has in cursors. */
export const ordersOf = ({ field, orders }: List): readonly Order[] => orders ?? [fixedOrders[field]!];
