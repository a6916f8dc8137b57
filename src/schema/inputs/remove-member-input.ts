import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A member to be removed from an organization, and from all its projects.' })
export class RemoveMemberInput {
  @Field(() => ID, { description: 'The organization.' })
  organizationId!: string;

  @Field(() => ID, { description: 'The person to remove. What they made stays. The last owner cannot be removed.' })
  userId!: string;
}
