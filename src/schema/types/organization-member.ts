import { Field, ID, Int, ObjectType } from 'type-graphql';
import { OrganizationRole } from '../enums/organization.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';

@Scope('ORGANIZATION_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A person in an organization. Seen by its members; a guest sees only the people of the projects that they share.',
})
export class OrganizationMember implements Node {
  @Field(() => ID, { description: 'The id of the membership, `omb_...`. It is not the id of the person.' })
  id!: string;

  @Field(() => OrganizationRole, { description: 'What the person is in the organization.' })
  role!: OrganizationRole;

  @Field(() => DateTime, { description: 'When the person joined the organization.' })
  joinedAt!: Date;

  @Field(() => Int, { description: 'Goes up with each change of the role; send it back as `expectedRevision`.' })
  revision!: number;
}
