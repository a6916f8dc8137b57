import { Field, ID, InputType, Int } from 'type-graphql';
import { OrganizationRole } from '../enums/organization.js';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'Another role for a member of an organization.' })
export class ChangeMemberRoleInput {
  @Field(() => ID, { description: 'The organization.' })
  organizationId!: string;

  @Field(() => ID, { description: 'The person whose role changes. The last owner cannot become anything less.' })
  userId!: string;

  @Field(() => OrganizationRole, { description: 'The new role.' })
  role!: OrganizationRole;

  @Field(() => Int, { nullable: true, description: `${expectedRevision} It is that of the membership.` })
  expectedRevision?: number | null;
}
