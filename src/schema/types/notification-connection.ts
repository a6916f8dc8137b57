import { Field, Int, ObjectType } from 'type-graphql';
import { ViewerDependent } from '../markers/viewer-dependent.js';
import { connectionOf, edgeOf } from './connection.js';
import type { Count } from './connection.js';
import { Notification } from './notification.js';

@ObjectType({ simpleResolvers: true, description: 'A notification in the list of its person.' })
export class NotificationEdge extends edgeOf<Notification>(Notification, 'notification') {}

@ObjectType({ simpleResolvers: true, description: "A page of the viewer's notifications." })
export class NotificationConnection extends connectionOf<Notification, NotificationEdge>(
  Notification,
  NotificationEdge,
  'notifications',
) {
  @ViewerDependent()
  @Field(() => Int, {
    nullable: true,
    description:
      'How many notifications of the viewer are unread, whatever the page and its filter. Counted only when asked for.',
  })
  unreadCount!: Count;

  @ViewerDependent()
  @Field(() => String, {
    description:
      'How far the stream had come, for `after` of `notificationChanged`: what is not in the list is told after it, and what is received after it is left out of the list and its counts, as long as every page asks for this. A mark that is told after it may show already.',
  })
  streamCursor!: string;
}
