import { filesFormat } from './files.format.js';
import type { Format, Kind } from './format.js';
import { membershipsFormat } from './memberships.format.js';
import { organizationsFormat } from './organizations.format.js';
import { projectsFormat } from './projects.format.js';
import { usersFormat } from './users.format.js';

export const formats: Readonly<Record<Kind, Format>> = {
  users: usersFormat,
  organizations: organizationsFormat,
  memberships: membershipsFormat,
  projects: projectsFormat,
  files: filesFormat,
};
