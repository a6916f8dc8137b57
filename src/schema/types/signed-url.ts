import { Field, ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { URLScalar } from '../scalars/url.js';

@Scope('NONE')
@ObjectType({
  simpleResolvers: true,
  description: 'A link that is itself the right to follow it, for a while: who has it needs no token. Do not publish it.',
})
export class SignedUrl {
  @Field(() => URLScalar, { description: 'Where to get the content, by GET, whole or in ranges.' })
  url!: string;

  @Field(() => DateTime, { description: 'From then on the link is refused; ask for a new one.' })
  expiresAt!: Date;
}
