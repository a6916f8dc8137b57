import { Field, ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';

@Scope('NONE')
@ObjectType({ simpleResolvers: true, description: 'Where a page lies in its list, and whether the list goes on.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first edge, for `before`. Null when the page is empty.',
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge, for `after`. Null when the page is empty.' })
  endCursor!: string | null;
}
