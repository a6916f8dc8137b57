import { Field, ObjectType } from 'type-graphql';
import { FolderItem } from '../types/folder-item.js';
import { Folder } from '../types/folder.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'What was taken out of the trash.' })
export class RestoreItemsPayload extends MutationPayload {
  @Field(() => [FolderItem], {
    nullable: true,
    description: 'The restored files and folders, in the order of `itemIds`. Null when the mutation failed.',
  })
  items!: FolderItem[] | null;

  @Field(() => [Folder], {
    nullable: true,
    description: 'The folders in which they lie again, each once. Null when the mutation failed.',
  })
  folders!: Folder[] | null;
}
