import type { NodeType } from '../../../../src/shared/ids.js';
import type { Scene } from '../../../testkit/stage.js';
import { everyone, insiders, query, team, type Row } from './row.js';

export const nodes: Record<string, Row> = {
  node: query(({ project }) => `node(id: "${project.id}") { id }`, { ok: `${team} narrow`, null: 'guest stranger' }),
  nodes: query(({ file }) => `nodes(ids: ["${file}"]) { id }`, { ok: `${team} narrow`, null: 'guest stranger signedOut' }),
};

/** Who finds an object of each type by its id; all others find nothing. */
export const nodeTypes: Record<NodeType, { id: (scene: Scene) => string; found: string }> = {
  User: { id: ({ people }) => people.viewer.id, found: 'owner admin member maintainer editor viewer' },
  Viewer: { id: ({ people }) => people.owner.id.replace('usr_', 'viw_'), found: 'owner' },
  Organization: { id: ({ organization }) => organization.id, found: insiders },
  // A guest without a project in common sees nobody but themselves.
  OrganizationMember: { id: ({ memberships }) => memberships.viewer, found: 'owner admin member maintainer editor viewer' },
  // Of whom it is for, the address is known to be theirs.
  Invitation: { id: ({ invitation }) => invitation, found: 'owner admin stranger' },
  Project: { id: ({ project }) => project.id, found: team },
  ProjectMember: { id: ({ projectMemberships }) => projectMemberships.viewer, found: team },
  Folder: { id: ({ folder }) => folder, found: team },
  File: { id: ({ file }) => file, found: team },
  FileVersion: { id: ({ version }) => version, found: team },
  Notification: { id: ({ notifications }) => notifications.owner, found: 'owner' },
  Activity: { id: ({ activities }) => activities.project, found: team },
};

/** Things that lie in the trash, or in a project that is private, by who finds them all the same. */
export const hidden: Record<string, { id: (scene: Scene) => string; found: string }> = {
  'a file in the trash': { id: ({ binnedFile }) => binnedFile, found: '' },
  'a folder in the trash': { id: ({ binnedFolder }) => binnedFolder, found: '' },
  'a project in the trash': { id: ({ binned }) => binned.id, found: '' },
  'a private project': { id: ({ secret }) => secret.id, found: 'owner admin guest' },
  'a file of a private project': { id: ({ secretFile }) => secretFile, found: 'owner admin guest' },
  'the activity of an organization': { id: ({ activities }) => activities.organization, found: 'owner admin' },
  'somebody in no organization': { id: ({ people }) => people.stranger.id, found: 'stranger' },
  'the membership of the guest': {
    id: ({ memberships }) => memberships.guest,
    found: everyone.replace(' maintainer editor viewer stranger', ''),
  },
};
