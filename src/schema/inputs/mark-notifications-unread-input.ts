import { Field, ID, InputType } from 'type-graphql';
import { notificationIds } from './descriptions.js';

@InputType({ description: 'Notifications to be marked as unread.' })
export class MarkNotificationsUnreadInput {
  @Field(() => [ID], { description: notificationIds })
  notificationIds!: string[];
}
