import { Field, ID, ObjectType } from 'type-graphql';
import { NotificationType } from '../enums/notification.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { URLScalar } from '../scalars/url.js';
import { Node } from './node.js';

@Scope('NOTIFICATION_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'Something that one person should know of. Seen by that person only.',
})
export class Notification implements Node {
  @Field(() => ID, { description: 'The id of the notification, `ntf_...`.' })
  id!: string;

  @Field(() => NotificationType, { description: 'What it is about.' })
  type!: NotificationType;

  @Field(() => String, { description: 'What happened, in one line, as it was then.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'More about it, where one line is too short.' })
  body!: string | null;

  @Field(() => URLScalar, { nullable: true, description: 'Where a client may lead the person; null when there is no such page.' })
  url!: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of what it is about, also when that can no longer be seen.' })
  subjectId!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the person marked it as read; null while it is unread.' })
  readAt!: Date | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  createdAt!: Date;
}
