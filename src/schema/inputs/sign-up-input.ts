import { Field, InputType } from 'type-graphql';
import { EmailAddress } from '../scalars/email-address.js';

@InputType({ description: 'A new account.' })
export class SignUpInput {
  @Field(() => EmailAddress, { description: 'The address with which the person will sign in. It must not have an account yet.' })
  email!: string;

  @Field(() => String, { description: 'The password, at least 10 characters. It is never stored as it is.' })
  password!: string;

  @Field(() => String, { description: 'The full name as the person writes it, 1 to 120 characters.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A unique short name: 3 to 30 of the letters a to z, digits, `_`, `.` and `-`. When absent, one is made up.',
  })
  username?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The token of an invitation to the same address. It opens an account also where signing up is closed, verifies the address, and is accepted along with it.',
  })
  invitationToken?: string | null;
}
