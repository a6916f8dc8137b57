import { Field, Int, ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';

@Scope('NONE')
@ObjectType({
  simpleResolvers: true,
  description:
    'What this operation cost, and what is left of the budget of who asks: the person who is signed in, or else the address. Every answer over HTTP says the same in its `RateLimit` header.',
})
export class RateLimit {
  @Field(() => Int, { description: 'What this operation cost, in points.' })
  cost!: number;

  @Field(() => Int, { description: 'The points that can be spent in a window.' })
  limit!: number;

  @Field(() => Int, { description: 'The points that were spent in this window, those of this operation included.' })
  used!: number;

  @Field(() => Int, { description: 'The points that are left in this window.' })
  remaining!: number;

  @Field(() => Int, { description: 'How long a window is, in seconds. It begins with the first operation.' })
  windowSeconds!: number;

  @Field(() => DateTime, { description: 'When this window ends, and all points can be spent again.' })
  resetAt!: Date;
}
