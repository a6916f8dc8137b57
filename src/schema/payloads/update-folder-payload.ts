import { Field, ObjectType } from 'type-graphql';
import { Folder } from '../types/folder.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The changed folder.' })
export class UpdateFolderPayload extends MutationPayload {
  @Field(() => Folder, { nullable: true, description: 'The folder as it is now; null when it was not found.' })
  folder!: Folder | null;
}
