import { notificationFields, activityFields } from './documents.js';
import { folderFields, fileFields, fileVersionFields } from './files.js';
import { organizationFields, organizationMemberFields, invitationFields } from './organizations.js';
import { viewerFields, userFields, adminFields } from './people.js';
import { projectFields, projectMemberFields } from './projects.js';
import { queryFields } from './query.js';
import type { Resolvers } from './resolver.js';

/** By type. */
export const resolvers: Readonly<Record<string, Resolvers>> = {
  Query: queryFields,
  Viewer: viewerFields,
  User: userFields,
  Admin: adminFields,
  Organization: organizationFields,
  OrganizationMember: organizationMemberFields,
  Invitation: invitationFields,
  Project: projectFields,
  ProjectMember: projectMemberFields,
  Folder: folderFields,
  File: fileFields,
  FileVersion: fileVersionFields,
  Notification: notificationFields,
  Activity: activityFields,
};
