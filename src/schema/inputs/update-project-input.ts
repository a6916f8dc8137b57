import { Field, ID, InputType, Int } from 'type-graphql';
import { ProjectStatus, ProjectVisibility } from '../enums/project.js';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'Changes of a project. What is absent stays as it is.' })
export class UpdateProjectInput {
  @Field(() => ID, { description: 'The project to change.' })
  projectId!: string;

  @Field(() => String, { nullable: true, description: 'The name to show, 1 to 120 characters. It cannot be cleared.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The name in addresses: 2 to 60 of the letters a to z, digits and `-`. Links with the old one stop working. It cannot be cleared.',
  })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: 'What the project is about, at most 2000 characters. Null clears it.' })
  description?: string | null;

  @Field(() => ProjectStatus, { nullable: true, description: 'Whether work on the project goes on. It cannot be cleared.' })
  status?: ProjectStatus | null;

  @Field(() => ProjectVisibility, {
    nullable: true,
    description: 'Who sees the project without having been added to it. It cannot be cleared.',
  })
  visibility?: ProjectVisibility | null;

  @Field(() => Int, { nullable: true, description: expectedRevision })
  expectedRevision?: number | null;
}
