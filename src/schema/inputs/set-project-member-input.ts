import { Field, ID, InputType, Int } from 'type-graphql';
import { ProjectRole } from '../enums/project.js';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'A person to be added to a project, or to get another role in it.' })
export class SetProjectMemberInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => ID, { description: 'The person, who must be in the organization of the project.' })
  userId!: string;

  @Field(() => ProjectRole, { description: 'What the person is to be in the project.' })
  role!: ProjectRole;

  @Field(() => Int, { nullable: true, description: `${expectedRevision} It is that of the membership, if there is one.` })
  expectedRevision?: number | null;
}
