import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'An invitation to be accepted: by its token or by its id, exactly one of them.' })
export class AcceptInvitationInput {
  @Field(() => String, { nullable: true, description: 'The token of its mail, good for who is signed in with its address.' })
  token?: string | null;

  @Field(() => ID, { nullable: true, description: 'Its id, for who is signed in with its address and is known to own that.' })
  invitationId?: string | null;
}
