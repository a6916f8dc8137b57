import type { Scene } from '../../../testkit/stage.js';
import { everyone, insiders, team } from './row.js';

/** A list: where it is, and who sees how many in it, by number; who is not named gets null in its place, or in that of its parent. */
export interface ConnectionRow {
  /** The field with its place around it; `LIST` stands for the fields of the connection. */
  text: (scene: Scene) => string;
  sees: Readonly<Record<number, string>>;
}

const atOrganization = (field: string) => (scene: Scene) => `organization(id: "${scene.organization.id}") { ${field} { LIST } }`;
const atProject = (field: string) => (scene: Scene) => `project(id: "${scene.project.id}") { ${field} { LIST } }`;

/** Every connection of the schema, by type and field. The people are in one scene, and nowhere else. */
export const connections: Record<string, ConnectionRow> = {
  // Guests see themselves and the people of the projects that they share.
  'Query.users': {
    text: () => 'users { LIST }',
    sees: { 7: 'owner admin member', 3: 'maintainer editor viewer', 1: 'guest stranger' },
  },
  'Query.organizations': { text: () => 'organizations { LIST }', sees: { 1: insiders, 0: 'stranger' } },
  'Query.projects': {
    text: () => 'projects { LIST }',
    sees: { 2: 'owner admin', 1: 'member maintainer editor viewer guest', 0: 'stranger' },
  },
  'Query.files': {
    text: ({ organization }) => `files(organizationId: "${organization.id}") { LIST }`,
    sees: { 2: 'owner admin', 1: 'member maintainer editor viewer guest' },
  },
  // For system administrators alone, of whom there is none in the scene.
  'Admin.users': { text: () => 'admin { users { LIST } }', sees: {} },
  'Admin.organizations': { text: () => 'admin { organizations { LIST } }', sees: {} },
  'Admin.activity': { text: () => 'admin { activity { LIST } }', sees: {} },
  'Query.notifications': { text: () => 'notifications { LIST }', sees: { 1: everyone } },
  // Each signed up; the owner did two things more.
  'Viewer.activity': { text: () => 'viewer { activity { LIST } }', sees: { 3: 'owner', 1: everyone.replace('owner ', '') } },
  'Viewer.invitations': {
    text: () => 'viewer { invitations { LIST } }',
    sees: { 1: 'stranger', 0: everyone.replace(' stranger', '') },
  },
  'Organization.members': {
    text: atOrganization('members'),
    sees: { 7: 'owner admin member', 3: 'maintainer editor viewer', 1: 'guest' },
  },
  'Organization.invitations': { text: atOrganization('invitations'), sees: { 1: 'owner admin' } },
  'Organization.projects': {
    text: atOrganization('projects'),
    sees: { 2: 'owner admin', 1: 'member maintainer editor viewer guest' },
  },
  'Organization.deletedProjects': {
    text: atOrganization('deletedProjects'),
    sees: { 1: 'owner admin maintainer', 0: 'member editor viewer guest' },
  },
  'Organization.activity': { text: atOrganization('activity'), sees: { 2: 'owner admin' } },
  'Project.members': { text: atProject('members'), sees: { 3: team } },
  'Project.files': { text: atProject('files'), sees: { 1: team } },
  'Project.trash': { text: atProject('trash'), sees: { 2: 'owner admin maintainer' } },
  'Project.activity': { text: atProject('activity'), sees: { 1: team } },
  'Folder.folders': { text: ({ project }) => `folder(id: "${project.rootFolderId}") { folders { LIST } }`, sees: { 1: team } },
  'Folder.files': { text: ({ project }) => `folder(id: "${project.rootFolderId}") { files { LIST } }`, sees: { 1: team } },
  'File.versions': { text: ({ file }) => `file(id: "${file}") { versions { LIST } }`, sees: { 1: team } },
};
