import { Field, ID, InputType, Int } from 'type-graphql';
import { FileKind } from '../enums/file.js';
import { expectedRevision } from './descriptions.js';

@InputType({
  description: 'Changes of a file. What is absent stays as it is; `moveItems` moves it, `uploadFileVersion` changes the content.',
})
export class UpdateFileInput {
  @Field(() => ID, { description: 'The file to change.' })
  fileId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name, unique in the folder: 1 to 255 characters without `/` and control characters. It cannot be cleared.',
  })
  name?: string | null;

  @Field(() => FileKind, { nullable: true, description: 'What the file is for. It cannot be cleared.' })
  kind?: FileKind | null;

  @Field(() => Int, { nullable: true, description: expectedRevision })
  expectedRevision?: number | null;
}
