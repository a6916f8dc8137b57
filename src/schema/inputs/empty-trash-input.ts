import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';

@InputType({ description: 'What to delete for good from the trash of a project. This cannot be undone.' })
export class EmptyTrashInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => DateTime, {
    description:
      'What was deleted before this moment goes; what came into the trash since, and was perhaps never seen there, stays.',
  })
  deletedBefore!: Date;
}
