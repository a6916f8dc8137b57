import { Field, ID, InputType, Int } from 'type-graphql';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'Changes of an organization. What is absent stays as it is.' })
export class UpdateOrganizationInput {
  @Field(() => ID, { description: 'The organization to change.' })
  organizationId!: string;

  @Field(() => String, { nullable: true, description: 'The name to show, 1 to 120 characters. It cannot be cleared.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The name in addresses: 2 to 60 of the letters a to z, digits and `-`. Links with the old one stop working. It cannot be cleared.',
  })
  slug?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the organization is about, at most 2000 characters. Null clears it.',
  })
  description?: string | null;

  @Field(() => Int, { nullable: true, description: expectedRevision })
  expectedRevision?: number | null;
}
