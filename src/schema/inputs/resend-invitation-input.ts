import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'An invitation to be sent again.' })
export class ResendInvitationInput {
  @Field(() => ID, { description: 'The invitation. It can be sent at most once a minute.' })
  invitationId!: string;
}
