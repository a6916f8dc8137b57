import { Field, ObjectType } from 'type-graphql';
import { File } from '../types/file.js';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The changed file.' })
export class UpdateFilePayload extends MutationPayload {
  @Field(() => File, { nullable: true, description: 'The file as it is now; null when it was not found.' })
  file!: File | null;
}
