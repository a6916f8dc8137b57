import { Field, ID, ObjectType } from 'type-graphql';
import { OrganizationRole } from '../enums/organization.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';
import { Node } from './node.js';

@Scope('ORGANIZATION_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'An invitation into an organization that was not answered yet. Seen by who has the permission MANAGE_INVITATIONS there, and by whom it is for.',
})
export class Invitation implements Node {
  @Field(() => ID, { description: 'The id of the invitation, `inv_...`.' })
  id!: string;

  @Field(() => EmailAddress, { description: 'The address that it is for, and that it was sent to.' })
  email!: string;

  @Field(() => OrganizationRole, {
    description:
      'What the person would be in the organization. When the inviter could not grant that any more, it becomes what they still could.',
  })
  role!: OrganizationRole;

  @Field(() => DateTime, { description: 'When the person was invited.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    description: 'From then on it cannot be accepted, unless it is sent again: 7 days after it was sent last.',
  })
  expiresAt!: Date;
}
