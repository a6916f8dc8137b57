import { Field, ObjectType } from 'type-graphql';
import { FileEdge } from '../types/file-connection.js';
import { File } from '../types/file.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The new file.' })
export class UploadFilePayload extends MutationPayload {
  @Field(() => File, { nullable: true, description: 'The new file with its first version. Null when the mutation failed.' })
  file!: File | null;

  @Field(() => FileEdge, {
    nullable: true,
    description:
      'The same in a list with a cursor, to be put into `folder.files`. Its cursor fits the default order. Null when the mutation failed.',
  })
  fileEdge!: FileEdge | null;
}
