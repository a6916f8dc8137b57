import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A person to be removed from a project.' })
export class RemoveProjectMemberInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => ID, {
    description: 'The person. They keep what their role in the organization allows them, and what they made stays.',
  })
  userId!: string;
}
