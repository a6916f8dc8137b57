import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ProjectRole } from '../enums/project.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';

@Scope('PROJECT_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A person who was added to a project. Seen by all who see the project.',
})
export class ProjectMember implements Node {
  @Field(() => ID, { description: 'The id of the membership, `pmb_...`. It is not the id of the person.' })
  id!: string;

  @Field(() => ProjectRole, {
    description: 'What the person was added as. A role that they have by the organization may allow them more.',
  })
  role!: ProjectRole;

  @Field(() => DateTime, { description: 'When the person was added to the project.' })
  joinedAt!: Date;

  @Field(() => Int, { description: 'Goes up with each change of the role; send it back as `expectedRevision`.' })
  revision!: number;
}
