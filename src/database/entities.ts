import { ActivityEntity } from '../entities/documents/activity.entity.js';
import { NotificationEntity } from '../entities/documents/notification.entity.js';
import { ConsumerCheckpointEntity } from '../entities/relational/consumer-checkpoint.entity.js';
import { CredentialEntity } from '../entities/relational/credential.entity.js';
import { DoomedContentEntity } from '../entities/relational/doomed-content.entity.js';
import { FileVersionEntity } from '../entities/relational/file-version.entity.js';
import { FileEntity } from '../entities/relational/file.entity.js';
import { FolderEntity } from '../entities/relational/folder.entity.js';
import { InstallationEntity } from '../entities/relational/installation.entity.js';
import { InvitationQuotaEntity } from '../entities/relational/invitation-quota.entity.js';
import { InvitationEntity } from '../entities/relational/invitation.entity.js';
import { IdempotencyKeyEntity } from '../entities/relational/idempotency-key.entity.js';
import { LoggedEventEntity } from '../entities/relational/logged-event.entity.js';
import { OrganizationMemberEntity } from '../entities/relational/organization-member.entity.js';
import { OrganizationEntity } from '../entities/relational/organization.entity.js';
import { OutboxEventEntity } from '../entities/relational/outbox-event.entity.js';
import { ProjectMemberEntity } from '../entities/relational/project-member.entity.js';
import { ProjectEntity } from '../entities/relational/project.entity.js';
import { QueuedMailEntity } from '../entities/relational/queued-mail.entity.js';
import { RecentWriteEntity } from '../entities/relational/recent-write.entity.js';
import { RefreshTokenEntity } from '../entities/relational/refresh-token.entity.js';
import { ScheduledTaskEntity } from '../entities/relational/scheduled-task.entity.js';
import { SessionEntity } from '../entities/relational/session.entity.js';
import { StreamEntryEntity } from '../entities/relational/stream-entry.entity.js';
import { StreamHeadEntity } from '../entities/relational/stream-head.entity.js';
import { UserEntity } from '../entities/relational/user.entity.js';

/** All that PostgreSQL keeps; documents too, as long as there is no MongoDB. */
export const relationalEntities = [
  InstallationEntity,
  UserEntity,
  CredentialEntity,
  SessionEntity,
  RefreshTokenEntity,
  RecentWriteEntity,
  OrganizationEntity,
  OrganizationMemberEntity,
  InvitationEntity,
  InvitationQuotaEntity,
  ProjectEntity,
  ProjectMemberEntity,
  FolderEntity,
  FileEntity,
  FileVersionEntity,
  DoomedContentEntity,
  ScheduledTaskEntity,
  OutboxEventEntity,
  LoggedEventEntity,
  StreamEntryEntity,
  StreamHeadEntity,
  ConsumerCheckpointEntity,
  QueuedMailEntity,
  IdempotencyKeyEntity,
  NotificationEntity,
  ActivityEntity,
];
