import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Viewer } from '../types/viewer.js';

@ObjectType({
  simpleResolvers: true,
  implements: MutationPayload,
  description: 'What is left after the viewer left an organization.',
})
export class LeaveOrganizationPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the organization, to be taken out of lists. Null when the mutation failed.',
  })
  leftOrganizationId!: string | null;

  @Field(() => Viewer, { nullable: true, description: 'The account of the viewer. Null when the mutation failed.' })
  viewer!: Viewer | null;
}
