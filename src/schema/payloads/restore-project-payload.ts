import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { ProjectEdge } from '../types/project-connection.js';
import { Project } from '../types/project.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The project that was taken out of the trash.' })
export class RestoreProjectPayload extends MutationPayload {
  @Field(() => Project, { nullable: true, description: 'The restored project. Null when the mutation failed.' })
  project!: Project | null;

  @Field(() => ProjectEdge, {
    nullable: true,
    description:
      'The same in a list with a cursor, to be put into `organization.projects`. Its cursor fits the default order. Null when the mutation failed.',
  })
  projectEdge!: ProjectEdge | null;
}
