import { ArgsType, Field, ID } from 'type-graphql';
import { FilesArgs } from './files-args.js';

@ArgsType()
export class RootFilesArgs extends FilesArgs {
  @Field(() => ID, { description: 'The organization whose files are listed, of all its projects that the viewer may see.' })
  organizationId!: string;
}
