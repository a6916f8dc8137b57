import { AccessScope, SystemRole, TokenDelivery } from '../../shared/enums/people.js';
import { describeEnum } from './describe-enum.js';

export { AccessScope, SystemRole, TokenDelivery };

describeEnum(SystemRole, 'SystemRole', 'What a person is to the whole installation, apart from any organization.', {
  USER: 'An ordinary person: may do what the roles in organizations and projects allow.',
  ADMIN: 'A system administrator, who runs the installation.',
});

describeEnum(TokenDelivery, 'TokenDelivery', 'How the refresh token of a new session is handed over.', {
  BODY: 'In the answer, for programs that keep it themselves.',
  COOKIE: 'As an HttpOnly cookie that scripts of the page cannot read, for browsers.',
});

describeEnum(
  AccessScope,
  'AccessScope',
  'What a token may be used for, within what its owner may do. A session has all scopes. Values are added over time.',
  {
    USER_READ: 'Read people, and the account itself.',
    USER_WRITE: 'Change the profile and the settings of the account.',
    ORGANIZATION_READ: 'Read organizations and their members.',
    ORGANIZATION_WRITE: 'Create and change organizations, and manage their members.',
    PROJECT_READ: 'Read projects and their members.',
    PROJECT_WRITE: 'Create, change, delete and restore projects, and manage their members.',
    FILE_READ: 'Read folders and files, and download their content.',
    FILE_WRITE: 'Create, upload, move, delete and restore folders and files.',
    NOTIFICATION_READ: 'Read notifications.',
    NOTIFICATION_WRITE: 'Mark notifications as read or unread.',
    CHAT_READ: 'Read channels and messages.',
    CHAT_WRITE: 'Write messages, and manage channels.',
    ACTIVITY_READ: 'Read the activity log.',
    WEBHOOK_READ: 'Read webhooks and their deliveries.',
    WEBHOOK_WRITE: 'Create, change and delete webhooks.',
    ADMIN: 'Administer the installation; of use to system administrators only.',
  },
);
