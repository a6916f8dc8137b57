import { ArgsType, Field, ID } from 'type-graphql';
import { ProjectsArgs } from './projects-args.js';

@ArgsType()
export class RootProjectsArgs extends ProjectsArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Only projects of this organization; without it, those of all organizations of the viewer.',
  })
  organizationId?: string | null;
}
