import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from './page-args.js';

@ArgsType()
export class AdminUsersArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only people whose name, username or address contains this text; capital and small letters are the same.',
  })
  query?: string | null;
}
