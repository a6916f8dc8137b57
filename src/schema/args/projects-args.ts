import { ArgsType, Field } from 'type-graphql';
import { ProjectStatus } from '../enums/project.js';
import { newestProjectsFirst, ProjectOrder } from '../inputs/project-order.js';
import { nameQuery } from './descriptions.js';
import { PageArgs } from './page-args.js';

@ArgsType()
export class ProjectsArgs extends PageArgs {
  @Field(() => ProjectStatus, { nullable: true, description: 'Only projects with this status.' })
  status?: ProjectStatus | null;

  @Field(() => String, { nullable: true, description: nameQuery })
  query?: string | null;

  @Field(() => ProjectOrder, {
    nullable: true,
    defaultValue: newestProjectsFirst,
    description: 'The order of the list: the newest first, unless said otherwise.',
  })
  orderBy!: ProjectOrder | null;
}
