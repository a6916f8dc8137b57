import { Field, ID, InputType } from 'type-graphql';
import { ProjectVisibility } from '../enums/project.js';

@InputType({ description: 'A new project. It starts with an empty root folder, and the viewer as its maintainer.' })
export class CreateProjectInput {
  @Field(() => ID, { description: 'The organization to which it will belong.' })
  organizationId!: string;

  @Field(() => String, { description: 'The name to show, 1 to 120 characters.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name in addresses, unique within the organization: 2 to 60 of the letters a to z, digits and `-`. When absent, it is made from the name.',
  })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: 'What the project is about, at most 2000 characters.' })
  description?: string | null;

  @Field(() => ProjectVisibility, {
    nullable: true,
    description: 'Who sees the project without having been added to it. ORGANIZATION when absent.',
  })
  visibility?: ProjectVisibility | null;
}
