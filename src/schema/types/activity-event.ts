import { ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { StreamEvent } from './stream-event.js';

@Scope('ACTIVITY_READ')
@ObjectType({
  simpleResolvers: true,
  implements: StreamEvent,
  description: 'A new entry of an activity log, sent to those who may read the log.',
})
export class ActivityEvent extends StreamEvent {}
