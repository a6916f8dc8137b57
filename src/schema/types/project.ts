import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ProjectStatus, ProjectVisibility } from '../enums/project.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';

@Scope('PROJECT_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'A piece of work within an organization, with its own people, folders and files. Who sees it is said by `visibility`.',
})
export class Project implements Node {
  @Field(() => ID, { description: 'The id of the project, `prj_...`.' })
  id!: string;

  @Field(() => String, {
    description:
      'The name in addresses, unique within the organization: 2 to 60 of the letters a to z, digits and `-`. It may change.',
  })
  slug!: string;

  @Field(() => String, { description: 'The name to show, 1 to 120 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What the project is about, at most 2000 characters.' })
  description!: string | null;

  @Field(() => ProjectStatus, { description: 'Whether work on the project goes on.' })
  status!: ProjectStatus;

  @Field(() => ProjectVisibility, { description: 'Who sees the project without having been added to it.' })
  visibility!: ProjectVisibility;

  @Field(() => DateTime, { description: 'When the project was created.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When the project itself last changed; changes of its files do not count.' })
  updatedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the project was put into the trash, from where it is purged 30 days later; null when it is not there.',
  })
  deletedAt!: Date | null;

  @Field(() => Int, { description: 'Goes up with each change of the project itself; send it back as `expectedRevision`.' })
  revision!: number;
}
