import { ActivityType, SubjectType } from '../../shared/enums/activity.js';
import { describeEnum } from './describe-enum.js';

export { ActivityType, SubjectType };

describeEnum(
  ActivityType,
  'ActivityType',
  'What the activity log can tell. Values are added over time: show the summary of one that you do not know.',
  {
    USER_SIGNED_UP: 'An account was created.',
    USER_SIGNED_IN: 'Somebody signed in to the account.',
    USER_SIGN_IN_FAILED: 'Somebody tried to sign in to the account, and failed.',
    USER_PROFILE_CHANGED: 'A person changed their profile.',
    ADMIN_ACCESSED: 'A system administrator looked at what others cannot; `data.fields` says at what.',
    ORGANIZATION_CREATED: 'An organization was created.',
    ORGANIZATION_UPDATED: 'The name, slug or description of an organization changed.',
    MEMBER_INVITED: 'Somebody was invited, or sent their invitation again (then `data.resent` is true).',
    MEMBER_JOINED: 'An invited person joined the organization.',
    INVITATION_DECLINED: 'An invited person declined.',
    INVITATION_REVOKED: 'An invitation was taken back.',
    ORGANIZATION_DELETED: 'An organization was deleted.',
    ORGANIZATION_RESTORED: 'A deleted organization was brought back.',
    MEMBER_ROLE_CHANGED: 'A member of an organization got another role.',
    MEMBER_REMOVED: 'A member was removed from an organization, or left it.',
    PROJECT_CREATED: 'A project was created.',
    PROJECT_UPDATED: 'The name, slug, description, status or visibility of a project changed.',
    PROJECT_DELETED: 'A project was put into the trash, or deleted for good.',
    PROJECT_RESTORED: 'A project was taken out of the trash.',
    PROJECT_MEMBER_CHANGED: 'A person was added to a project, got another role in it, was removed from it, or left it.',
    FOLDER_CREATED: 'A folder was created.',
    FOLDER_UPDATED: 'A folder was renamed or moved.',
    FOLDER_DELETED: 'A folder was put into the trash, with all that lies in it.',
    FOLDER_RESTORED: 'A folder was taken out of the trash.',
    FILE_UPLOADED: 'A file was uploaded.',
    FILE_VERSION_ADDED: 'A new version of a file was uploaded.',
    FILE_UPDATED: 'A file was renamed or moved, or its kind changed.',
    FILE_DELETED: 'A file was put into the trash.',
    FILE_RESTORED: 'A file was taken out of the trash.',
  },
);

describeEnum(SubjectType, 'SubjectType', 'What kind of thing an activity is about. Values are added over time.', {
  USER: 'A person.',
  ORGANIZATION: 'An organization.',
  INVITATION: 'An invitation into an organization.',
  ORGANIZATION_MEMBER: 'A membership in an organization.',
  PROJECT: 'A project.',
  PROJECT_MEMBER: 'A membership in a project.',
  FOLDER: 'A folder.',
  FILE: 'A file.',
  FILE_VERSION: 'A version of a file.',
});
