import { ArgsType, Field } from 'type-graphql';
import { ProjectRole } from '../enums/project.js';
import { personQuery } from './descriptions.js';
import { PageArgs } from './page-args.js';

@ArgsType()
export class ProjectMembersArgs extends PageArgs {
  @Field(() => ProjectRole, { nullable: true, description: 'Only people who were added with exactly this role.' })
  role?: ProjectRole | null;

  @Field(() => String, { nullable: true, description: personQuery })
  query?: string | null;
}
