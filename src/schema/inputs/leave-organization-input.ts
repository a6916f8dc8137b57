import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'An organization to be left.' })
export class LeaveOrganizationInput {
  @Field(() => ID, { description: 'The organization. Its last owner cannot leave.' })
  organizationId!: string;
}
