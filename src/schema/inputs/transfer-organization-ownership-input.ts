import { Field, ID, InputType } from 'type-graphql';
import { OrganizationRole } from '../enums/organization.js';

@InputType({ description: 'An organization that the viewer owns, and who is to own it in their place.' })
export class TransferOrganizationOwnershipInput {
  @Field(() => ID, { description: 'The organization, which the viewer owns.' })
  organizationId!: string;

  @Field(() => ID, { description: 'The person who becomes the owner: a member of the organization, not a guest.' })
  toUserId!: string;

  @Field(() => OrganizationRole, {
    nullable: true,
    defaultValue: 'ADMIN',
    description: 'What the viewer is from then on: anything but OWNER.',
  })
  keepRole?: OrganizationRole | null;
}
