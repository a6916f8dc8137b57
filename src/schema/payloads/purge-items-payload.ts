import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Project } from '../types/project.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'What was deleted for good.' })
export class PurgeItemsPayload extends MutationPayload {
  @Field(() => [ID], {
    nullable: true,
    description:
      'The ids of the files and folders that no longer exist, in the order of `itemIds`. Null when the mutation failed.',
  })
  purgedIds!: string[] | null;

  @Field(() => Project, { nullable: true, description: 'The project in whose trash they were. Null when the mutation failed.' })
  project!: Project | null;
}
