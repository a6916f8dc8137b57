import { Field, ObjectType } from 'type-graphql';
import { FileVersion } from '../types/file-version.js';
import { File } from '../types/file.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The file with its new content.' })
export class UploadFileVersionPayload extends MutationPayload {
  @Field(() => File, { nullable: true, description: 'The file as it is now; null when it was not found.' })
  file!: File | null;

  @Field(() => FileVersion, {
    nullable: true,
    description: 'The new version, which is the current one now. Null when the mutation failed.',
  })
  fileVersion!: FileVersion | null;
}
