import { Field, ObjectType } from 'type-graphql';
import { OrganizationRole } from '../enums/organization.js';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';

@Scope('NONE')
@ObjectType({ simpleResolvers: true, description: "What the holder of an invitation's token may know before signing in." })
export class InvitationPreview {
  @Field(() => String, { description: 'The name of the organization.' })
  organizationName!: string;

  @Field(() => EmailAddress, { description: 'The address that the invitation is for.' })
  email!: string;

  @Field(() => OrganizationRole, { description: 'What the person would be in the organization.' })
  role!: OrganizationRole;

  @Field(() => String, { nullable: true, description: 'The name of who sent it last; null once that account is gone.' })
  invitedByName!: string | null;

  @Field(() => DateTime, { description: 'From then on it cannot be accepted, unless it is sent again.' })
  expiresAt!: Date;
}
