import { ArgsType, Field } from 'type-graphql';
import { FileOrder, filesByName } from '../inputs/file-order.js';
import { FilesArgs } from './files-args.js';

@ArgsType()
export class FolderFilesArgs extends FilesArgs {
  @Field(() => FileOrder, {
    nullable: true,
    defaultValue: filesByName,
    description: 'The order of the list: by name, unless said otherwise.',
  })
  override orderBy!: FileOrder | null;
}
