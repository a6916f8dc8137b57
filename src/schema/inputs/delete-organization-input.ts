import { Field, ID, InputType } from 'type-graphql';
import { confirmSlug } from './descriptions.js';

@InputType({ description: 'An organization to be deleted, with all that is in it.' })
export class DeleteOrganizationInput {
  @Field(() => ID, { description: 'The organization. Its owners can restore it for 30 days.' })
  organizationId!: string;

  @Field(() => String, { description: confirmSlug })
  confirmSlug!: string;
}
