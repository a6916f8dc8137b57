import { Field, ID, Int, ObjectType } from 'type-graphql';
import { FileKind, FileState } from '../enums/file.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { SafeInt } from '../scalars/safe-int.js';
import { Node } from './node.js';

@Scope('FILE_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A file in a folder, with the content of its current version. Seen by all who see the project.',
})
export class File implements Node {
  @Field(() => ID, { description: 'The id of the file, `fil_...`. It stays when the content, name or folder changes.' })
  id!: string;

  @Field(() => String, {
    description: 'The name, unique within the folder: 1 to 255 characters without `/` and control characters.',
  })
  name!: string;

  @Field(() => FileKind, { description: 'What the file is for.' })
  kind!: FileKind;

  @Field(() => FileState, {
    description: 'READY from the moment when a version can be downloaded; before that, how far the first version has come.',
  })
  state!: FileState;

  @Field(() => String, {
    description: 'The media type of the content, e.g. `image/png`, as recognised from the content where that is possible.',
  })
  mimeType!: string;

  @Field(() => SafeInt, { description: 'The size of the content in bytes.' })
  size!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The SHA-256 of the content as 64 hexadecimal digits; null as long as it is not known.',
  })
  sha256!: string | null;

  @Field(() => DateTime, { description: 'When the file was first uploaded.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When the content, name, kind or folder last changed.' })
  updatedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the file was put into the trash, from where it is purged 30 days later; null when it is not there.',
  })
  deletedAt!: Date | null;

  @Field(() => Int, { description: 'Goes up with each change of the file; send it back as `expectedRevision`.' })
  revision!: number;
}
