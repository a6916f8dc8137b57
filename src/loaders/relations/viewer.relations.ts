import { invitationsForViewer } from '../../access/invitation.policy.js';
import { ActivityEntity } from '../../entities/documents/activity.entity.js';
import { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import { CredentialEntity } from '../../entities/relational/credential.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { after, eq, now, oneOf, or } from '../../shared/conditions.js';
import { viewer } from '../../shared/requester.js';
import { besideNotifications } from '../list-stream.js';
import { listOfViewer, lookup, newestFirst, relations, rootOne, toOne } from '../relation.js';

/** What can be reached from the viewer's own account. Behind it is their row of `users`. */
export const viewerRelations = relations(
  UserEntity,
  {
    user: toOne(UserEntity, 'id'),
    /** Invitations to the viewer's address that can be accepted. */
    invitations: listOfViewer(InvitationEntity, {
      visible: invitationsForViewer,
      where: (invitation) => after(invitation.expiresAt, now),
      order: newestFirst,
    }),
    /** What was done by and to the account. */
    activity: listOfViewer(ActivityEntity, {
      visible: (activity) => or(eq(activity.actorId, viewer.userId), eq(activity.subjectId, viewer.userId)),
      filters: { types: (activity, types) => oneOf(activity.type, types) },
      order: newestFirst,
      stream: besideNotifications,
    }),
  },
  { hasPassword: [], scopes: [], deletedOrganizations: [], unreadNotificationCount: [] },
  'Viewer',
);

/** The viewer's own row. */
export const ownAccount = lookup(UserEntity, 'id', (user) => eq(user.id, viewer.userId));
export const viewerField = rootOne('viewer', ownAccount, { viewer: viewer.userId });
export const ownCredential = lookup(CredentialEntity, 'userId', (credential) => eq(credential.userId, viewer.userId));
