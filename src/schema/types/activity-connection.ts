import { Field, ObjectType } from 'type-graphql';
import { ViewerDependent } from '../markers/viewer-dependent.js';
import { Activity } from './activity.js';
import { connectionOf, edgeOf } from './connection.js';

@ObjectType({ simpleResolvers: true, description: 'An entry of the activity log in a list.' })
export class ActivityEdge extends edgeOf<Activity>(Activity, 'entry') {}

@ObjectType({ simpleResolvers: true, description: 'A page of the activity log.' })
export class ActivityConnection extends connectionOf<Activity, ActivityEdge>(Activity, ActivityEdge, 'entries') {
  @ViewerDependent()
  @Field(() => String, {
    description:
      'How far the stream had come, for `after` of `projectActivity` or `organizationActivity`: what is not in the list is told after it, and what is told after it is left out of the list, as long as every page asks for this. The activity of an account and of the whole installation has no stream: there it is of that of `notificationChanged`.',
  })
  streamCursor!: string;
}
