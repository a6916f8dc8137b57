import { Field, ID, ObjectType } from 'type-graphql';
import { NotificationEventType } from '../enums/notification.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { StreamEvent } from './stream-event.js';

@Scope('NOTIFICATION_READ')
@ObjectType({
  simpleResolvers: true,
  implements: StreamEvent,
  description: "A change among the viewer's notifications. Nobody else hears of it.",
})
export class NotificationEvent extends StreamEvent {
  @Field(() => NotificationEventType, { description: 'What happened.' })
  type!: NotificationEventType;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the one notification that it is about; null when it is about many.',
  })
  notificationId!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'With ALL_READ: what was created up to this moment, itself included, is read now. Else null.',
  })
  readUpTo!: Date | null;
}
