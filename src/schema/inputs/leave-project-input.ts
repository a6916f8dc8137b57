import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A project to be left.' })
export class LeaveProjectInput {
  @Field(() => ID, { description: 'The project, to which the viewer was added.' })
  projectId!: string;
}
