import { Field, ObjectType } from 'type-graphql';
import { FolderEdge } from '../types/folder-connection.js';
import { Folder } from '../types/folder.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The new folder.' })
export class CreateFolderPayload extends MutationPayload {
  @Field(() => Folder, { nullable: true, description: 'The new folder. Null when the mutation failed.' })
  folder!: Folder | null;

  @Field(() => FolderEdge, {
    nullable: true,
    description:
      'The same in a list with a cursor, to be put into `parent.folders`. Its cursor fits the default order. Null when the mutation failed.',
  })
  folderEdge!: FolderEdge | null;
}
