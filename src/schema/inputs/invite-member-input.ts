import { Field, ID, InputType } from 'type-graphql';
import { OrganizationRole } from '../enums/organization.js';
import { EmailAddress } from '../scalars/email-address.js';

@InputType({ description: 'Somebody to be invited into an organization.' })
export class InviteMemberInput {
  @Field(() => ID, { description: 'The organization.' })
  organizationId!: string;

  @Field(() => EmailAddress, {
    description:
      'The address, whether or not it has an account. TAKEN when it is a member or invited already: an open invitation can be sent again.',
  })
  email!: string;

  @Field(() => OrganizationRole, { description: 'What the person is to be there. Nobody invites to a role above their own.' })
  role!: OrganizationRole;
}
