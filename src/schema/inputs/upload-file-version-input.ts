import { Field, ID, InputType, Int } from 'type-graphql';
import type { FileUpload } from '../../shared/file-upload.js';
import { Upload } from '../scalars/upload.js';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'New content for a file. The old content stays as an earlier version.' })
export class UploadFileVersionInput {
  @Field(() => ID, { description: 'The file.' })
  fileId!: string;

  @Field(() => Upload, { description: 'The content. Its type is recognised from the bytes, not from what the request claims.' })
  content!: Promise<FileUpload>;

  @Field(() => Int, { nullable: true, description: `${expectedRevision} It is that of the file.` })
  expectedRevision?: number | null;
}
