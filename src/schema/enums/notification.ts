import { NotificationEventType, NotificationType } from '../../shared/enums/notification.js';
import { describeEnum } from './describe-enum.js';

export { NotificationEventType, NotificationType };

describeEnum(
  NotificationType,
  'NotificationType',
  'What a notification is about. Values are added over time: show the title of one that you do not know.',
  {
    INVITATION_RECEIVED: 'The person was invited into an organization.',
    MEMBER_JOINED: 'Somebody whom the person had invited joined the organization.',
    PROJECT_SHARED: 'The person was added to a project.',
    FILE_UPLOADED: 'A file was uploaded to a project of theirs.',
    FILE_VERSION_ADDED: 'A file in a project of theirs got a new version.',
  },
);

describeEnum(
  NotificationEventType,
  'NotificationEventType',
  "What happened to a person's notifications. Values are added over time: treat one that you do not know as a reason to read afresh.",
  {
    RECEIVED: 'A new one arrived.',
    UPDATED: 'One changed: it was marked as read or as unread.',
    ALL_READ: 'All up to `readUpTo` were marked as read at once.',
    CHECKPOINT: 'Nothing that is told: only the cursor moves on. One comes at least every minute in which nothing else does.',
  },
);
