import { ArgsType, Field } from 'type-graphql';
import { nameQuery } from './descriptions.js';
import { PageArgs } from './page-args.js';

@ArgsType()
export class OrganizationsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: nameQuery })
  query?: string | null;
}
