import { Field, ID, ObjectType } from 'type-graphql';
import { ActivityType, SubjectType } from '../enums/activity.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { JSONObject } from '../scalars/json-object.js';
import { Node } from './node.js';

@Scope('ACTIVITY_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'An entry of the activity log: one thing that was done. Entries are never changed.',
})
export class Activity implements Node {
  @Field(() => ID, { description: 'The id of the entry, `act_...`.' })
  id!: string;

  @Field(() => ActivityType, { description: 'What was done, for programs.' })
  type!: ActivityType;

  @Field(() => String, { description: 'What was done in one line, for people; it serves for every type.' })
  summary!: string;

  @Field(() => ID, { nullable: true, description: 'The id of what it was done to. It stays when the object itself is gone.' })
  subjectId!: string | null;

  @Field(() => SubjectType, { nullable: true, description: 'What kind of thing it was done to; null when there is no subject.' })
  subjectType!: SubjectType | null;

  @Field(() => JSONObject, {
    description: 'Details that depend on the type, e.g. the names before and after. Empty when there are none.',
  })
  data!: Record<string, unknown>;

  @Field(() => DateTime, { description: 'When it was done.' })
  createdAt!: Date;
}
