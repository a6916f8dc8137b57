import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Project } from '../types/project.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The changed project.' })
export class UpdateProjectPayload extends MutationPayload {
  @Field(() => Project, { nullable: true, description: 'The project as it is now; null when it was not found.' })
  project!: Project | null;
}
