import { ArgsType, Field } from 'type-graphql';
import { OrganizationRole } from '../enums/organization.js';
import { personQuery } from './descriptions.js';
import { PageArgs } from './page-args.js';

@ArgsType()
export class MembersArgs extends PageArgs {
  @Field(() => OrganizationRole, { nullable: true, description: 'Only members with exactly this role.' })
  role?: OrganizationRole | null;

  @Field(() => String, { nullable: true, description: personQuery })
  query?: string | null;
}
