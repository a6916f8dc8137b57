import { badInput } from '../../../../../src/shared/errors.js';
import { decodeAnyId, decodeId } from '../../../../../src/shared/ids.js';
import { searching } from '../filters.js';
import { nodeOf } from '../nodes.js';
import { fixedOrders } from '../orders.js';
import { walkOf } from '../page.js';
import { seen } from '../rows.js';
import { notificationsUpTo, streamPlace } from '../streams.js';
import { fixed, listedFiles, listedProjects } from './lists.js';
import type { Resolvers } from './resolver.js';

const organizationId = (id: string | null | undefined): string | null => {
  if (id == null) return null;
  const decoded = decodeId('Organization', id);
  if (decoded === null) throw badInput('no id of an organization');
  return decoded;
};

export const queryFields: Resolvers = {
  node: (_, { id }, asking) => nodeOf(decodeAnyId(id), asking),
  nodes: (_, { ids }, asking) => {
    if (ids.length > 100) throw badInput('at most 100');
    return ids.map((id: string) => trying(() => nodeOf(decodeAnyId(id), asking)));
  },
  viewer: (_, __, { rights }) => rights.user,
  admin: (_, __, { rights }) => (rights.administers ? {} : null),
  user: (_, { id }, { data, rights }) => seen(data.users, decodeId('User', id), rights.sees.user),
  userByUsername: (_, { username }, { data, rights }) =>
    data.tables.users.find((user) => user.username === username && rights.sees.user(user)) ?? null,
  users: (_, args, { data, rights }) => {
    if (!rights.user) return null;
    const contains = searching(args.query);
    return fixed(
      'Query.users',
      data.tables.users.filter((user) => contains(user.name, user.username) && rights.sees.user(user)),
      args,
    );
  },
  organization: (_, { id }, { data, rights }) => seen(data.organizations, decodeId('Organization', id), rights.sees.organization),
  organizationBySlug: (_, { slug }, { data, rights }) =>
    data.tables.organizations.find((organization) => organization.slug === slug && rights.sees.organization(organization)) ??
    null,
  organizations: (_, args, { data, rights }) => {
    if (!rights.user) return null;
    const contains = searching(args.query);
    return fixed(
      'Query.organizations',
      data.tables.organizations.filter(
        (organization) => rights.sees.organization(organization) && contains(organization.name, organization.slug),
      ),
      args,
    );
  },
  project: (_, { id }, { data, rights }) => seen(data.projects, decodeId('Project', id), rights.sees.project),
  projectBySlug: (_, { organizationSlug, slug }, { data, rights }) =>
    data.tables.projects.find(
      (project) =>
        project.slug === slug &&
        data.organizations.get(project.organizationId)!.slug === organizationSlug &&
        rights.sees.project(project),
    ) ?? null,
  projects: (_, args, asking) => {
    if (!asking.rights.user) return null;
    const of = organizationId(args.organizationId);
    const { data } = asking;
    return listedProjects(of === null ? data.tables.projects : data.projectsOf(of), args, asking);
  },
  folder: (_, { id }, { data, rights }) => seen(data.folders, decodeId('Folder', id), rights.sees.item),
  file: (_, { id }, { data, rights }) => seen(data.files, decodeId('File', id), rights.sees.item),
  files: (_, args, { data, rights }) => {
    if (!rights.user) return null;
    const of = organizationId(args.organizationId)!;
    if (rights.organizationRole(of) === null) return null;
    return listedFiles(
      data.filesOfOrganization(of).filter((file) => rights.sees.item(file)),
      args,
    );
  },
  notifications: (_, args, { data, rights }, selects) => {
    if (!rights.user) return null;
    const all = data.tables.notifications.filter(rights.sees.notification);
    const place = selects('streamCursor')
      ? streamPlace(data, rights.user.id, 'notifications', walkOf(args, fixedOrders['Query.notifications']!))
      : null;
    const own = place ? notificationsUpTo(place, all) : all;
    const unread = own.filter(({ readAt }) => readAt === null);
    return {
      ...fixed('Query.notifications', args.unreadOnly ? unread : own, args, place && place.position),
      unreadCount: unread.length,
      ...place,
    };
  },
  invitationPreview: (_, { token }, { data, tokens, now }) => {
    const claim = tokens.read(token);
    const invitation = claim === null ? undefined : data.invitations.get(claim.id);
    if (!invitation || invitation.generation !== claim!.generation || invitation.expiresAt <= now) return null;
    const organization = data.organizations.get(invitation.organizationId)!;
    if (organization.deletedAt !== null) return null;
    const { email, role, expiresAt, invitedById } = invitation;
    const invitedByName = invitedById === null ? null : data.users.get(invitedById)!.name;
    return { organizationName: organization.name, email, role, expiresAt, invitedByName };
  },
};

/** The failure of one item of a list is that item's alone. */
function trying(resolve: () => unknown): unknown {
  try {
    return resolve();
  } catch (error) {
    return error;
  }
}
