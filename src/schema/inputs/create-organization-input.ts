import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A new organization, whose owner the viewer becomes.' })
export class CreateOrganizationInput {
  @Field(() => String, { description: 'The name to show, 1 to 120 characters.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name in addresses, unique among all organizations: 2 to 60 of the letters a to z, digits and `-`. When absent, it is made from the name.',
  })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: 'What the organization is about, at most 2000 characters.' })
  description?: string | null;
}
