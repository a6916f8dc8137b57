import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { canAdminister } from '../access/admin.policy.js';
import type { UserEntity } from '../entities/relational/user.entity.js';
import { administeredMembership, userByUsername, userField, users } from '../loaders/relations/user.relations.js';
import { UsersArgs } from '../schema/args/users-args.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { EmailAddress } from '../schema/scalars/email-address.js';
import { UserConnection } from '../schema/types/user-connection.js';
import { User } from '../schema/types/user.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => User)
export class UserResolver {
  @Scope('USER_READ')
  @Query(() => User, { nullable: true, description: 'The person with that id; null when there is none that the viewer may see.' })
  user(
    @Arg('id', () => ID, { description: 'The id, `usr_...`.' }) id: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.root(userField, { id }, info);
  }

  @Scope('USER_READ')
  @Query(() => User, {
    nullable: true,
    description: 'The person with that username; null when there is none that the viewer may see.',
  })
  userByUsername(
    @Arg('username', () => String, { description: 'The username, in lower case.' }) username: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.root(userByUsername, { username }, info);
  }

  @Scope('USER_READ')
  @Query(() => UserConnection, {
    nullable: true,
    description:
      'The people who share an organization with the viewer, the newest accounts first. Null when nobody is signed in.',
  })
  users(@Args(() => UsersArgs) args: UsersArgs, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.many(users, null, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => EmailAddress, {
    nullable: true,
    description:
      'The address, shown to the person, to administrators of an organization that they are in, and to system administrators; null to others.',
  })
  async email(@Root() user: UserEntity, @Ctx() { load, requester }: RequestContext) {
    if (user.id === requester.userId || canAdminister(requester)) return user.email;
    if (requester.administered.length === 0) return null;
    return (await load.find(administeredMembership, user.id, ['id'])) && user.email;
  }
}
