import { Field, InputType } from 'type-graphql';
import { TokenDelivery } from '../enums/people.js';
import { EmailAddress } from '../scalars/email-address.js';

@InputType({ description: 'Who signs in, and how the tokens are to be handed over.' })
export class SignInInput {
  @Field(() => EmailAddress, { description: 'The address of the account.' })
  email!: string;

  @Field(() => String, { description: 'The password of the account.' })
  password!: string;

  @Field(() => TokenDelivery, {
    nullable: true,
    defaultValue: TokenDelivery.BODY,
    description: 'How the refresh token is handed over.',
  })
  tokenDelivery!: TokenDelivery | null;
}
