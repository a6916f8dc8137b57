import {
  ProjectOrderField,
  ProjectPermission,
  ProjectRole,
  ProjectStatus,
  ProjectVisibility,
} from '../../shared/enums/project.js';
import { describeEnum } from './describe-enum.js';

export { ProjectOrderField, ProjectPermission, ProjectRole, ProjectStatus, ProjectVisibility };

describeEnum(ProjectStatus, 'ProjectStatus', 'Whether work on a project goes on.', {
  ACTIVE: 'Work goes on.',
  ARCHIVED: 'Work has ended; the project is kept to be looked up.',
});

describeEnum(ProjectVisibility, 'ProjectVisibility', 'Who sees a project without having been added to it.', {
  ORGANIZATION: 'Every owner, administrator and member of the organization. Guests must be added.',
  PRIVATE: 'Only the owners and administrators of the organization. All others must be added.',
});

describeEnum(
  ProjectRole,
  'ProjectRole',
  'What a person is in a project, from the most to the least. Where several roles come together, the highest counts.',
  {
    MAINTAINER: 'Runs the project: changes its settings and members, deletes and restores files, deletes the project.',
    EDITOR: 'Works in the project: writes its folders and files.',
    VIEWER: 'Reads the project, its folders and files.',
  },
);

describeEnum(ProjectPermission, 'ProjectPermission', 'What one may do with a project. Values are added over time.', {
  READ: 'See the project, its members, folders and files.',
  UPDATE: 'Change its name, slug, description, status and visibility.',
  DELETE: 'Put it into the trash, and restore it.',
  MANAGE_MEMBERS: 'Add people, change their roles, and remove them.',
  WRITE_FILES: 'Create, upload, rename and move folders and files.',
  DELETE_FILES: 'Put folders and files into the trash, restore them, and purge them.',
  WRITE_DATA: 'Write data items and API definitions.',
  CHAT: 'Write in the channels of the project.',
});

describeEnum(ProjectOrderField, 'ProjectOrderField', 'What a list of projects can be ordered by.', {
  NAME: 'By name.',
  CREATED_AT: 'By the time of creation.',
  UPDATED_AT: 'By the time of the last change.',
});
