import {
  getNamedType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { AccessScope } from '../../../../src/shared/enums/people.js';
import { RequestError } from '../../../../src/shared/errors.js';
import type { Viewer } from '../viewer.js';

/** What fields of objects need, as docs/permissions.md lists it; the rest needs nothing. */
const scopesOfTypes: Readonly<Record<string, AccessScope>> = {
  Activity: 'ACTIVITY_READ',
  Admin: 'ADMIN',
  File: 'FILE_READ',
  FileVersion: 'FILE_READ',
  Folder: 'FILE_READ',
  FolderItem: 'FILE_READ',
  Invitation: 'ORGANIZATION_READ',
  Notification: 'NOTIFICATION_READ',
  Organization: 'ORGANIZATION_READ',
  OrganizationMember: 'ORGANIZATION_READ',
  Project: 'PROJECT_READ',
  ProjectMember: 'PROJECT_READ',
  TrashItem: 'FILE_READ',
  User: 'USER_READ',
  Viewer: 'USER_READ',
};

const scopesOfFields: Readonly<Record<string, AccessScope | null>> = {
  'Query.user': 'USER_READ',
  'Query.userByUsername': 'USER_READ',
  'Query.users': 'USER_READ',
  'Query.organization': 'ORGANIZATION_READ',
  'Query.organizationBySlug': 'ORGANIZATION_READ',
  'Query.organizations': 'ORGANIZATION_READ',
  'Query.project': 'PROJECT_READ',
  'Query.projectBySlug': 'PROJECT_READ',
  'Query.projects': 'PROJECT_READ',
  'Query.file': 'FILE_READ',
  'Query.files': 'FILE_READ',
  'Query.folder': 'FILE_READ',
  'Query.notifications': 'NOTIFICATION_READ',
  'Query.admin': 'ADMIN',
  'Viewer.scopes': null,
};

/** "In a list, `totalCount` and cursors need what the objects in it need." */
export const scopeOfType = (type: string): AccessScope | null => scopesOfTypes[type.replace(/(Connection|Edge)$/, '')] ?? null;

const scopeOfField = (type: string, field: string): AccessScope | null => {
  const own = scopesOfFields[`${type}.${field}`];
  return own === undefined ? scopeOfType(type) : own;
};

export function demandScope({ scopes }: Viewer, scope: AccessScope | null): void {
  if (scopes !== null && scope !== null && !scopes.includes(scope)) throw new RequestError('FORBIDDEN', `lacks ${scope}`);
}

/** The way to the first field for which a token is not good; null when it is good for the whole document. */
export function firstForbidden(schema: GraphQLSchema, document: DocumentNode, { scopes }: Viewer): string[] | null {
  if (scopes === null) return null;
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const search = ({ selections }: SelectionSetNode, type: GraphQLCompositeType, path: string[]): string[] | null => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const { name, alias, selectionSet } = selection;
        if (name.value.startsWith('__')) continue;
        const way = [...path, (alias ?? name).value];
        const scope = scopeOfField(type.name, name.value);
        if (scope !== null && !scopes.includes(scope)) return way;
        const below = 'getFields' in type ? getNamedType(type.getFields()[name.value]!.type) : null;
        const found = selectionSet && isCompositeType(below) ? search(selectionSet, below, way) : null;
        if (found) return found;
      } else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
        const condition = fragment.typeCondition?.name.value;
        const inner = condition === undefined ? type : (schema.getType(condition) as GraphQLCompositeType);
        const found = search(fragment.selectionSet, inner, path);
        if (found) return found;
      }
    }
    return null;
  };
  const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return search((operation as { selectionSet: SelectionSetNode }).selectionSet, schema.getQueryType()!, []);
}
