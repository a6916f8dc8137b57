import { Field, ID, InputType } from 'type-graphql';
import { notificationIds } from './descriptions.js';

@InputType({ description: 'Notifications to be marked as read.' })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { description: notificationIds })
  notificationIds!: string[];
}
