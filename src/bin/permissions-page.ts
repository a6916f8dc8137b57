import { isEnumType, isIntrospectionType, isObjectType, type GraphQLSchema } from 'graphql';
import { organizationPermissions } from '../access/organization.policy.js';
import { projectPermissions } from '../access/project.policy.js';
import { scopeOfField } from '../resolvers/scopes.js';
import { OrganizationPermission, OrganizationRole } from '../shared/enums/organization.js';
import { AccessScope } from '../shared/enums/people.js';
import { ProjectPermission, ProjectRole, type ProjectVisibility } from '../shared/enums/project.js';
import { Requester } from '../shared/requester.js';

/** The text of docs/permissions.md: who may do what, asked of the rules themselves, and which scope each field needs. */
export const permissionsPage = (schema: GraphQLSchema): string =>
  [
    '# Permissions',
    'Written by `npm run docs:permissions` from the rules in `src/access` and from the schema; a test fails when it is stale.',
    'What one may not see does not exist: a query answers null or leaves it out of lists and counts, a mutation answers `NOT_FOUND`. What one may see but not do is `FORBIDDEN`. A list that one may not have at all is null. `viewerPermissions` of an organization and of a project says what one may do there.',
    '## In an organization',
    inOrganizations(schema),
    'Nobody grants a role above their own, nor changes or removes somebody whose role is above their own. The last owner can neither leave nor become less. A guest sees the projects to which they were added, and of the people those who were added to them, too.',
    '## In a project',
    'An open project (`ORGANIZATION`) is for every full member to work in; a private one (`PRIVATE`) is for whom it was shared with, and for the owners and administrators of the organization. Who has a role by the organization and another in the project has the higher one. Being added counts only for as long as one is in the organization.',
    inProjects(schema),
    'What lies in the trash of a project is listed for who has `DELETE_FILES`; a project in the trash is seen by who has `DELETE` there.',
    '## Apart from organizations',
    'People see themselves and those with whom they share an organization (guests: a project). An address is shown to its person, to owners and administrators of an organization that the person is in, and to system administrators. Notifications and the account (`viewer`) are for one person alone. An entry of the activity log is seen by who did it, by the account that it was done to, by who administers the organization, and by who sees the project.',
    'System administrators see all people, all organizations and the whole activity log under `admin`, and nothing more than others elsewhere. Every use of `admin` is in the activity log.',
    '## Scopes of tokens',
    'A session has all scopes (`ADMIN` only that of a system administrator). A token that was made for less may ask for fields whose scope it has; `—` needs none. In a list, `totalCount` and cursors need what the objects in it need. Behind `node`, `actor` and other fields of several types the object that comes decides.',
    ofRoots(schema),
    'Fields of objects:',
    ofTypes(schema),
  ].join('\n\n') + '\n';

const ORGANIZATION = 'organization';
const PROJECT = 'project';

const somebody = (organizations: Record<string, OrganizationRole>, projects: Record<string, ProjectRole> = {}) =>
  new Requester({
    userId: 'somebody',
    sessionId: 'session',
    rightsStamp: 0,
    systemRole: 'USER',
    scopes: [],
    narrowedTo: null,
    validUntil: null,
    organizations,
    projects,
  });

function inOrganizations(schema: GraphQLSchema): string {
  const roles = Object.keys(OrganizationRole) as OrganizationRole[];
  const rights = roles.map((role) => organizationPermissions(ORGANIZATION, somebody({ [ORGANIZATION]: role })));
  return permissionTable(schema, 'OrganizationPermission', Object.keys(OrganizationPermission), roles, rights);
}

function inProjects(schema: GraphQLSchema): string {
  const as = (requester: Requester, visibility: ProjectVisibility) =>
    projectPermissions({ id: PROJECT, organizationId: ORGANIZATION, visibility }, requester);
  const columns: [string, readonly ProjectPermission[]][] = [
    ['owner, administrator', as(somebody({ [ORGANIZATION]: 'ADMIN' }), 'PRIVATE')],
    ['member, of an open one', as(somebody({ [ORGANIZATION]: 'MEMBER' }), 'ORGANIZATION')],
    ['member, of a private one', as(somebody({ [ORGANIZATION]: 'MEMBER' }), 'PRIVATE')],
    ['guest', as(somebody({ [ORGANIZATION]: 'GUEST' }), 'ORGANIZATION')],
    ...(Object.keys(ProjectRole) as ProjectRole[]).map(
      (role) => [`added as ${role}`, as(somebody({ [ORGANIZATION]: 'GUEST' }, { [PROJECT]: role }), 'PRIVATE')] as const,
    ),
  ] as [string, readonly ProjectPermission[]][];
  const titles = columns.map(([title]) => title);
  const rights = columns.map(([, permissions]) => permissions);
  return permissionTable(schema, 'ProjectPermission', Object.keys(ProjectPermission), titles, rights);
}

function permissionTable(
  schema: GraphQLSchema,
  enumName: string,
  permissions: readonly string[],
  columns: readonly string[],
  rights: readonly (readonly string[])[],
): string {
  const type = schema.getType(enumName);
  const meaning = (permission: string) => (isEnumType(type) ? (type.getValue(permission)?.description ?? '') : '');
  return table(
    ['', ...columns, 'what it is'],
    permissions.map((permission) => [
      `\`${permission}\``,
      ...rights.map((granted) => (granted.includes(permission) ? '✓' : '')),
      meaning(permission),
    ]),
  );
}

function ofRoots(schema: GraphQLSchema): string {
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}),
  );
  const scopes = ['NONE', ...Object.keys(AccessScope)];
  const used = scopes.map((scope) => [scope, fields.filter((field) => scopeOfField(field) === scope)] as const);
  return table(
    ['scope', 'queries, mutations and subscriptions'],
    used
      .filter(([, names]) => names.length > 0)
      .map(([scope, names]) => [
        shown(scope),
        names
          .map(({ name }) => name)
          .sort()
          .map((name) => `\`${name}\``)
          .join(', '),
      ]),
  );
}

function ofTypes(schema: GraphQLSchema): string {
  const roots = new Set(
    [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].map((type) => type?.name),
  );
  const rows = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type) && !roots.has(type.name))
    .filter(({ name }) => !/(Connection|Edge|Payload)$/.test(name))
    .map((type) => {
      const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
      const byScope = Map.groupBy(fields, (field) => scopeOfField(field) ?? 'NONE');
      const [[usual] = ['NONE'], ...others] = [...byScope].sort(([, a], [, b]) => b.length - a.length);
      const exceptions = others.flatMap(([scope, some]) => some.map(({ name }) => `\`${name}\` ${shown(scope)}`));
      return [type.name, `\`${type.name}\``, shown(usual), exceptions.sort().join(', ')];
    });
  return table(
    ['type', 'scope', 'but'],
    rows.sort(([a], [b]) => (a! < b! ? -1 : 1)).map(([_name, ...cells]) => cells),
  );
}

const shown = (scope: string) => (scope === 'NONE' ? '—' : `\`${scope}\``);

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
