import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';

@Scope('ORGANIZATION_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'People who work together, and the projects in which they do. Seen by its members and guests, and by system administrators.',
})
export class Organization implements Node {
  @Field(() => ID, { description: 'The id of the organization, `org_...`.' })
  id!: string;

  @Field(() => String, {
    description:
      'The name in addresses, unique among all organizations: 2 to 60 of the letters a to z, digits and `-`. It may change.',
  })
  slug!: string;

  @Field(() => String, { description: 'The name to show, 1 to 120 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What the organization is about, at most 2000 characters.' })
  description!: string | null;

  @Field(() => DateTime, { description: 'When the organization was created.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When its name, slug or description last changed.' })
  updatedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the organization was deleted, which only its owners get to see; it is purged 30 days later. Null when it is not deleted.',
  })
  deletedAt!: Date | null;

  @Field(() => Int, { description: 'Goes up with each change of the organization itself; send it back as `expectedRevision`.' })
  revision!: number;
}
