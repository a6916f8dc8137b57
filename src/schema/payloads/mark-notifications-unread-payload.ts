import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Notification } from '../types/notification.js';
import { Viewer } from '../types/viewer.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The notifications that were marked as unread.' })
export class MarkNotificationsUnreadPayload extends MutationPayload {
  @Field(() => [Notification], {
    nullable: true,
    description: 'The notifications as they are now, in the order of `notificationIds`. Null when the mutation failed.',
  })
  notifications!: Notification[] | null;

  @Field(() => Viewer, {
    nullable: true,
    description: 'The viewer, for the new count of unread notifications. Null when the mutation failed.',
  })
  viewer!: Viewer | null;
}
