import { ArgsType, Field } from 'type-graphql';
import { FileKind } from '../enums/file.js';
import { FileOrder, newestFilesFirst } from '../inputs/file-order.js';
import { fileQuery } from './descriptions.js';
import { PageArgs } from './page-args.js';

@ArgsType()
export class FilesArgs extends PageArgs {
  @Field(() => FileKind, { nullable: true, description: 'Only files of this kind.' })
  kind?: FileKind | null;

  @Field(() => String, { nullable: true, description: fileQuery })
  query?: string | null;

  @Field(() => FileOrder, {
    nullable: true,
    defaultValue: newestFilesFirst,
    description: 'The order of the list: the newest first, unless said otherwise.',
  })
  orderBy!: FileOrder | null;
}
