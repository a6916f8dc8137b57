import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Project } from '../types/project.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The project whose trash was emptied.' })
export class EmptyTrashPayload extends MutationPayload {
  @Field(() => Project, {
    nullable: true,
    description: 'The project with what is left in its trash. Null when the mutation failed.',
  })
  project!: Project | null;
}
