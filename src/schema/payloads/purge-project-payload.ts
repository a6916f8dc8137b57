import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Organization } from '../types/organization.js';

@ObjectType({
  simpleResolvers: true,
  implements: MutationPayload,
  description: 'What is left after a project was deleted for good.',
})
export class PurgeProjectPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the project, to be taken out of lists. Null when the mutation failed.',
  })
  purgedProjectId!: string | null;

  @Field(() => Organization, {
    nullable: true,
    description: 'The organization to which the project belonged. Null when the mutation failed.',
  })
  organization!: Organization | null;
}
