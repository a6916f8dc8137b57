import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Project } from '../types/project.js';

@ObjectType({
  simpleResolvers: true,
  implements: MutationPayload,
  description: 'What is left after a person was removed from a project.',
})
export class RemoveProjectMemberPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the membership that has ended, not of the person. Null when the mutation failed.',
  })
  removedMemberId!: string | null;

  @Field(() => Project, { nullable: true, description: 'The project without the person. Null when the mutation failed.' })
  project!: Project | null;
}
