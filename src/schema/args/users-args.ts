import { ArgsType, Field } from 'type-graphql';
import { personQuery } from './descriptions.js';
import { PageArgs } from './page-args.js';

@ArgsType()
export class UsersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: personQuery })
  query?: string | null;
}
