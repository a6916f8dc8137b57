import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'An invitation to be taken back.' })
export class RevokeInvitationInput {
  @Field(() => ID, { description: 'The invitation.' })
  invitationId!: string;
}
