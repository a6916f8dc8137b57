import { Field, ID, ObjectType } from 'type-graphql';
import { Folder } from '../types/folder.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'What was put into the trash.' })
export class DeleteItemsPayload extends MutationPayload {
  @Field(() => [ID], {
    nullable: true,
    description:
      'The ids of the files and folders, to be taken out of lists, in the order of `itemIds`. Null when the mutation failed.',
  })
  deletedIds!: string[] | null;

  @Field(() => [Folder], {
    nullable: true,
    description: 'The folders in which they lay, each once. Null when the mutation failed.',
  })
  folders!: Folder[] | null;
}
