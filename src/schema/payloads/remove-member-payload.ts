import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Organization } from '../types/organization.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'What is left after a member was removed.' })
export class RemoveMemberPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the membership that has ended, not of the person. Null when the mutation failed.',
  })
  removedMemberId!: string | null;

  @Field(() => Organization, {
    nullable: true,
    description: 'The organization without the member. Null when the mutation failed.',
  })
  organization!: Organization | null;
}
