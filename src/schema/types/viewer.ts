import { Field, ID, ObjectType } from 'type-graphql';
import { AccessScope, SystemRole } from '../enums/people.js';
import { Scope } from '../markers/scope.js';
import { ViewerDependent } from '../markers/viewer-dependent.js';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';
import { Node } from './node.js';

@ViewerDependent()
@Scope('USER_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'The account of who is asking: what nobody else sees. What others see of the same person is `user`.',
})
export class Viewer implements Node {
  @Field(() => ID, { description: 'The id of the account, `viw_...`. It is not the id of the person.' })
  id!: string;

  @Field(() => EmailAddress, { description: 'The address with which the person signs in.' })
  email!: string;

  @Field(() => DateTime, { nullable: true, description: 'When the address was shown to be theirs; null as long as it was not.' })
  emailVerifiedAt!: Date | null;

  @Field(() => SystemRole, { description: 'What the person is to the whole installation.' })
  systemRole!: SystemRole;

  @Field(() => String, { description: 'The language for mails and summaries, as a BCP 47 tag, e.g. `en` or `de-CH`.' })
  locale!: string;

  @Field(() => String, { description: 'The time zone for mails and summaries, by its IANA name, e.g. `Europe/Zurich`.' })
  timeZone!: string;

  @Field(() => Boolean, { description: 'Whether the account has a password. An imported one has none.' })
  hasPassword!: boolean;

  @Field(() => [AccessScope], { description: 'What the token of this request may be used for. A session has all scopes.' })
  scopes!: AccessScope[];
}
