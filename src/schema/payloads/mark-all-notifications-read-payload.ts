import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';
import { MutationPayload } from '../types/mutation-payload.js';
import { Viewer } from '../types/viewer.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'Up to when the notifications are read now.' })
export class MarkAllNotificationsReadPayload extends MutationPayload {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time of the newest notification that was marked; none that is older is unread. With `organizationId`, this goes for that organization. Null when the mutation failed.',
  })
  readUpTo!: Date | null;

  @Field(() => Viewer, {
    nullable: true,
    description: 'The viewer, for the new count of unread notifications. Null when the mutation failed.',
  })
  viewer!: Viewer | null;
}
