import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Viewer } from '../types/viewer.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The changed account.' })
export class UpdateProfilePayload extends MutationPayload {
  @Field(() => Viewer, { nullable: true, description: 'The account of the viewer as it is now.' })
  viewer!: Viewer | null;
}
