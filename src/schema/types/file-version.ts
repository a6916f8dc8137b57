import { Field, ID, Int, ObjectType } from 'type-graphql';
import { FileState } from '../enums/file.js';
import { MaxAge } from '../markers/max-age.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { SafeInt } from '../scalars/safe-int.js';
import { Node } from './node.js';

/** Seconds: a year, the most that caches take. */
const FOR_EVER = 365 * 86_400;

@Scope('FILE_READ')
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'One content that a file has or had. It does not change: new content makes a new version. Seen by all who see the file.',
})
export class FileVersion implements Node {
  @MaxAge(FOR_EVER)
  @Field(() => ID, { description: 'The id of the version, `fiv_...`.' })
  id!: string;

  @MaxAge(FOR_EVER)
  @Field(() => Int, { description: 'The number of the version within its file, from 1.' })
  number!: number;

  @Field(() => FileState, { description: 'How far this content has come.' })
  state!: FileState;

  @MaxAge(FOR_EVER)
  @Field(() => String, {
    description: 'The media type of this content, e.g. `image/png`, as recognised from the content where that is possible.',
  })
  mimeType!: string;

  @MaxAge(FOR_EVER)
  @Field(() => SafeInt, { description: 'The size of this content in bytes.' })
  size!: number;

  @MaxAge(FOR_EVER)
  @Field(() => String, {
    nullable: true,
    description: 'The SHA-256 of this content as 64 hexadecimal digits; null as long as it is not known.',
  })
  sha256!: string | null;

  @MaxAge(FOR_EVER)
  @Field(() => DateTime, { description: 'When the version was uploaded.' })
  createdAt!: Date;
}
