import { Field, ObjectType } from 'type-graphql';
import { FolderItem } from '../types/folder-item.js';
import { Folder } from '../types/folder.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'What was moved, from where and to where.' })
export class MoveItemsPayload extends MutationPayload {
  @Field(() => [FolderItem], {
    nullable: true,
    description: 'The moved files and folders, in the order of `itemIds`. Null when the mutation failed.',
  })
  items!: FolderItem[] | null;

  @Field(() => [Folder], {
    nullable: true,
    description: 'The folders in which they lay before, each once. Null when the mutation failed.',
  })
  sourceFolders!: Folder[] | null;

  @Field(() => Folder, { nullable: true, description: 'The folder in which they lie now. Null when the mutation failed.' })
  targetFolder!: Folder | null;
}
