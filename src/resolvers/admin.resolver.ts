import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver } from 'type-graphql';
import { canAdminister } from '../access/admin.policy.js';
import { allActivity, allOrganizations, allUsers } from '../loaders/relations/admin.relations.js';
import { ActivityArgs } from '../schema/args/activity-args.js';
import { AdminUsersArgs } from '../schema/args/admin-users-args.js';
import { OrganizationsArgs } from '../schema/args/organizations-args.js';
import { HasEffects } from '../schema/markers/has-effects.js';
import { Scope } from '../schema/markers/scope.js';
import { ActivityConnection } from '../schema/types/activity-connection.js';
import { Admin } from '../schema/types/admin.js';
import { OrganizationConnection } from '../schema/types/organization-connection.js';
import { UserConnection } from '../schema/types/user-connection.js';
import { recordAdminAccess } from '../services/administration/record-admin-access.js';
import { askedBelow } from './asked-fields.js';
import type { RequestContext } from './request-context.js';

/** What was written down, by the operation's context: once an operation, however often it asks. */
const recorded = new WeakMap<RequestContext, ReturnType<typeof recordAdminAccess>>();

@Resolver(() => Admin)
export class AdminResolver {
  @HasEffects()
  @Scope('ADMIN')
  @Query(() => Admin, {
    nullable: true,
    description:
      'What system administrators see of the whole installation; null for everyone else. Every use is in the activity log.',
  })
  async admin(@Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Admin | null> {
    if (!canAdminister(context.requester)) return null;
    let written = recorded.get(context);
    if (!written) recorded.set(context, (written = recordAdminAccess(context.useCase, askedBelow(info, 'admin'))));
    return (await written).ok ? {} : null;
  }

  @FieldResolver(() => UserConnection, { nullable: true, description: 'Everybody with an account, the newest first.' })
  users(@Args(() => AdminUsersArgs) args: AdminUsersArgs, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.many(allUsers, null, args, info);
  }

  @FieldResolver(() => OrganizationConnection, { nullable: true, description: 'All organizations, by name.' })
  organizations(
    @Args(() => OrganizationsArgs) args: OrganizationsArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(allOrganizations, null, args, info);
  }

  @FieldResolver(() => ActivityConnection, {
    nullable: true,
    description: 'All that was done by anybody anywhere, and by nobody who is known, the latest first.',
  })
  activity(@Args(() => ActivityArgs) args: ActivityArgs, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.many(allActivity, null, args, info);
  }
}
