import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { NotificationEntity } from '../entities/documents/notification.entity.js';
import { notificationRelations, notifications } from '../loaders/relations/document.relations.js';
import { NotificationsArgs } from '../schema/args/notifications-args.js';
import { MarkAllNotificationsReadInput } from '../schema/inputs/mark-all-notifications-read-input.js';
import { MarkNotificationsReadInput } from '../schema/inputs/mark-notifications-read-input.js';
import { MarkNotificationsUnreadInput } from '../schema/inputs/mark-notifications-unread-input.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { MarkAllNotificationsReadPayload } from '../schema/payloads/mark-all-notifications-read-payload.js';
import { MarkNotificationsReadPayload } from '../schema/payloads/mark-notifications-read-payload.js';
import { MarkNotificationsUnreadPayload } from '../schema/payloads/mark-notifications-unread-payload.js';
import { Actor } from '../schema/types/actor.js';
import { Node } from '../schema/types/node.js';
import { NotificationConnection } from '../schema/types/notification-connection.js';
import { Notification } from '../schema/types/notification.js';
import { Organization } from '../schema/types/organization.js';
import { Project } from '../schema/types/project.js';
import { markAllNotificationsRead } from '../services/notifications/mark-all-notifications-read.js';
import { markNotificationsRead } from '../services/notifications/mark-notifications-read.js';
import { markNotificationsUnread } from '../services/notifications/mark-notifications-unread.js';
import { actorOf } from './actor.js';
import { Input } from './input.js';
import { ownAccountOf, payload } from './payload.js';
import type { RequestContext } from './request-context.js';
import { subjectIdOf, subjectOf } from './subject.js';

@Resolver(() => Notification)
export class NotificationResolver {
  @Scope('NOTIFICATION_READ')
  @Query(() => NotificationConnection, {
    nullable: true,
    description: "The viewer's notifications, the latest first. Null when nobody is signed in.",
  })
  notifications(
    @Args(() => NotificationsArgs) args: NotificationsArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(notifications, null, args, info);
  }

  @FieldResolver(() => Actor, { nullable: true, description: 'Who did it; null when that is not known, or the account is gone.' })
  actor(@Root() notification: NotificationEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return actorOf(load.one(notificationRelations.actor, notification, info));
  }

  @ViewerDependent()
  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What it is about, as it is now; null when the viewer does not see it any more.',
  })
  subject(@Root() notification: NotificationEntity, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return subjectOf(context, notification, info);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The id of what it is about.' })
  subjectId(@Root() notification: NotificationEntity) {
    return subjectIdOf(notification);
  }

  @ViewerDependent()
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization in which it happened, if the viewer is in it.',
  })
  organization(@Root() notification: NotificationEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(notificationRelations.organization, notification, info);
  }

  @ViewerDependent()
  @FieldResolver(() => Project, { nullable: true, description: 'The project in which it happened, if the viewer may see it.' })
  project(@Root() notification: NotificationEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(notificationRelations.project, notification, info);
  }

  @Scope('NOTIFICATION_WRITE')
  @Mutation(() => MarkNotificationsReadPayload, { nullable: true, description: 'Marks notifications as read.' })
  markNotificationsRead(
    @Input(() => MarkNotificationsReadInput) input: MarkNotificationsReadInput,
    @Ctx() context: RequestContext,
  ) {
    return payload(context, markNotificationsRead(context.signedIn.useCase, input), (notifications) => ({
      notifications,
      viewer: ownAccountOf(context),
    }));
  }

  @Scope('NOTIFICATION_WRITE')
  @Mutation(() => MarkNotificationsUnreadPayload, { nullable: true, description: 'Marks notifications as unread.' })
  markNotificationsUnread(
    @Input(() => MarkNotificationsUnreadInput) input: MarkNotificationsUnreadInput,
    @Ctx() context: RequestContext,
  ) {
    return payload(context, markNotificationsUnread(context.signedIn.useCase, input), (notifications) => ({
      notifications,
      viewer: ownAccountOf(context),
    }));
  }

  @Scope('NOTIFICATION_WRITE')
  @Mutation(() => MarkAllNotificationsReadPayload, {
    nullable: true,
    description: 'Marks all notifications up to and including one as read, so that what has just arrived stays unread.',
  })
  markAllNotificationsRead(
    @Input(() => MarkAllNotificationsReadInput) input: MarkAllNotificationsReadInput,
    @Ctx() context: RequestContext,
  ) {
    return payload(context, markAllNotificationsRead(context.signedIn.useCase, input), ({ readUpTo }) => ({
      readUpTo,
      viewer: ownAccountOf(context),
    }));
  }
}
