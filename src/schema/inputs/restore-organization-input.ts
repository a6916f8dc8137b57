import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A deleted organization to be brought back.' })
export class RestoreOrganizationInput {
  @Field(() => ID, { description: 'The organization, which the viewer owned and which was deleted no more than 30 days ago.' })
  organizationId!: string;
}
