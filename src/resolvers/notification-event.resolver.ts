import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root, Subscription } from 'type-graphql';
import { allNotificationsRead, notificationMarked, notificationReceived } from '../events/notification.events.js';
import type { LiveEvent } from '../events/live-event.js';
import { notificationById } from '../loaders/relations/document.relations.js';
import { ownAccount } from '../loaders/relations/viewer.relations.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { NotificationEvent } from '../schema/types/notification-event.js';
import { Notification } from '../schema/types/notification.js';
import { Viewer } from '../schema/types/viewer.js';
import type { NotificationEventType } from '../shared/enums/notification.js';
import { unauthenticated } from '../shared/errors.js';
import { decodeId, encodeId } from '../shared/ids.js';
import { liveStream } from './live-stream.js';
import type { RequestContext } from './request-context.js';

interface Told {
  type: NotificationEventType;
  notificationId: string | null;
  readUpTo: Date | null;
}

function told({ event }: Pick<LiveEvent, 'event'>): Told | null {
  const data = event.data as { notificationId?: string; upTo?: string };
  const notificationId = data.notificationId === undefined ? null : encodeId('Notification', data.notificationId);
  switch (event.type) {
    case notificationReceived.type:
      return { type: 'RECEIVED', notificationId, readUpTo: null };
    case notificationMarked.type:
      return { type: 'UPDATED', notificationId, readUpTo: null };
    case allNotificationsRead.type:
      return { type: 'ALL_READ', notificationId: null, readUpTo: new Date(data.upTo!) };
    default:
      return null;
  }
}

@Resolver(() => NotificationEvent)
export class NotificationEventResolver {
  @Scope('NOTIFICATION_READ')
  @Subscription(() => NotificationEvent, {
    description: "All that happens to the viewer's notifications: new ones, and what was marked as read or unread on any device.",
    subscribe: ({ args, context, info }) => {
      const { requester } = context as RequestContext;
      if (requester.userId === null) throw unauthenticated();
      return liveStream(context as RequestContext, info, {
        streamId: requester.userId,
        after: (args as { after?: string | null }).after,
        mayListen: () => [],
        checkpoint: { type: 'CHECKPOINT', notificationId: null, readUpTo: null },
        tell: told,
      });
    },
  })
  notificationChanged(
    @Root() event: NotificationEvent,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor of the last event that the client has seen: what came after it is told first.',
    })
    _after: string | null,
  ): NotificationEvent {
    return event;
  }

  @ViewerDependent()
  @FieldResolver(() => Notification, { nullable: true, description: 'The one notification that it is about, as it is now.' })
  async notification(@Root() { notificationId }: Told, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    const id = notificationId === null ? null : decodeId('Notification', notificationId);
    return id === null ? null : load.find(notificationById, id, info);
  }

  @ViewerDependent()
  @FieldResolver(() => Viewer, { nullable: true, description: 'The account, e.g. for its number of unread notifications.' })
  viewer(@Ctx() { load, requester }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.find(ownAccount, requester.signedInUserId, info);
  }
}
