import { ArgsType, Field } from 'type-graphql';
import { ActivityType } from '../enums/activity.js';
import { PageArgs } from './page-args.js';

@ArgsType()
export class ActivityArgs extends PageArgs {
  @Field(() => [ActivityType], { nullable: true, description: 'Only entries of these types; all types when absent.' })
  types?: ActivityType[] | null;
}
