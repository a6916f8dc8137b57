import { Field, ID, InputType, Int } from 'type-graphql';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'A project to be put into the trash.' })
export class DeleteProjectInput {
  @Field(() => ID, { description: 'The project. It can be restored for 30 days.' })
  projectId!: string;

  @Field(() => Int, { nullable: true, description: expectedRevision })
  expectedRevision?: number | null;
}
