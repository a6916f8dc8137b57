import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'What is left after the viewer left a project.' })
export class LeaveProjectPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the project. The viewer may still see it, by their role in the organization. Null when the mutation failed.',
  })
  leftProjectId!: string | null;
}
