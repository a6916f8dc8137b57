import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A project to be taken out of the trash.' })
export class RestoreProjectInput {
  @Field(() => ID, { description: 'The project, which was deleted no more than 30 days ago.' })
  projectId!: string;
}
