import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';

@Scope('FILE_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'A place for files and further folders within a project. Each project has one root folder. Seen by all who see the project.',
})
export class Folder implements Node {
  @Field(() => ID, { description: 'The id of the folder, `fld_...`.' })
  id!: string;

  @Field(() => String, {
    description: 'The name, unique within the parent folder: 1 to 255 characters without `/` and control characters.',
  })
  name!: string;

  @Field(() => DateTime, { description: 'When the folder was created.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When the folder was last renamed or moved; changes of what lies in it do not count.' })
  updatedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the folder was put into the trash, from where it is purged 30 days later; null when it is not there.',
  })
  deletedAt!: Date | null;

  @Field(() => Int, { description: 'Goes up with each change of the folder itself; send it back as `expectedRevision`.' })
  revision!: number;
}
