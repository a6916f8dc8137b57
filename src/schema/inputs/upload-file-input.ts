import { Field, ID, InputType } from 'type-graphql';
import type { FileUpload } from '../../shared/file-upload.js';
import { FileKind, NameConflict } from '../enums/file.js';
import { Upload } from '../scalars/upload.js';

@InputType({ description: 'A new file with its content.' })
export class UploadFileInput {
  @Field(() => ID, { description: 'The folder in which it will lie.' })
  folderId!: string;

  @Field(() => Upload, { description: 'The content. Its type is recognised from the bytes, not from what the request claims.' })
  content!: Promise<FileUpload>;

  @Field(() => String, {
    nullable: true,
    description:
      'The name, unique in the folder: 1 to 255 characters without `/` and control characters. When absent, it is the name that was sent with the content.',
  })
  name?: string | null;

  @Field(() => FileKind, { nullable: true, description: 'What the file is for. GENERIC when absent.' })
  kind?: FileKind | null;

  @Field(() => NameConflict, {
    nullable: true,
    defaultValue: NameConflict.ERROR,
    description: 'What happens when the name is taken in the folder.',
  })
  onConflict!: NameConflict | null;
}
