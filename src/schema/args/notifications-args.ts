import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from './page-args.js';

@ArgsType()
export class NotificationsArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to leave out what was marked as read.',
  })
  unreadOnly!: boolean | null;
}
