import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { UserEntity } from '../entities/relational/user.entity.js';
import { unreadNotifications } from '../loaders/relations/document.relations.js';
import { deletedOrganizations } from '../loaders/relations/organization.relations.js';
import { ownCredential, viewerField, viewerRelations } from '../loaders/relations/viewer.relations.js';
import { ActivityArgs } from '../schema/args/activity-args.js';
import { PageArgs } from '../schema/args/page-args.js';
import { AccessScope } from '../schema/enums/people.js';
import { UpdateProfileInput } from '../schema/inputs/update-profile-input.js';
import { Scope } from '../schema/markers/scope.js';
import { UpdateProfilePayload } from '../schema/payloads/update-profile-payload.js';
import { ActivityConnection } from '../schema/types/activity-connection.js';
import { InvitationConnection } from '../schema/types/invitation-connection.js';
import { Organization } from '../schema/types/organization.js';
import { User } from '../schema/types/user.js';
import { Viewer } from '../schema/types/viewer.js';
import { updateProfile } from '../services/users/update-profile.js';
import { Input } from './input.js';
import { payload } from './payload.js';
import type { RequestContext } from './request-context.js';

/** The account of who asks. Behind it is their row of `users`. */
@Resolver(() => Viewer)
export class ViewerResolver {
  @Scope('NONE')
  @Query(() => Viewer, { nullable: true, description: 'The account of who is asking; null when nobody is signed in.' })
  viewer(@Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.root(viewerField, {}, info);
  }

  @FieldResolver(() => User, { description: 'The person, as others see them.' })
  user(@Root() account: UserEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(viewerRelations.user, account, info);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the account has a password. An imported one has none.' })
  async hasPassword(@Root() { id }: UserEntity, @Ctx() { load }: RequestContext) {
    return (await load.find(ownCredential, id, ['userId'])) !== null;
  }

  @Scope('NONE')
  @FieldResolver(() => [AccessScope], {
    description: 'What the token of this request may be used for. A session has all scopes.',
  })
  scopes(@Ctx() { requester }: RequestContext) {
    return requester.scopes;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many notifications are unread.' })
  unreadNotificationCount(@Ctx() { load }: RequestContext) {
    return load.count(unreadNotifications);
  }

  @FieldResolver(() => InvitationConnection, {
    nullable: true,
    description: 'The invitations to the address of the account that can be accepted, the newest first.',
  })
  invitations(
    @Root() account: UserEntity,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(viewerRelations.invitations, account, args, info);
  }

  @FieldResolver(() => ActivityConnection, {
    nullable: true,
    description: 'What was done by and to this account, the latest first.',
  })
  activity(
    @Root() account: UserEntity,
    @Args(() => ActivityArgs) args: ActivityArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(viewerRelations.activity, account, args, info);
  }

  @FieldResolver(() => [Organization], {
    nullable: true,
    description:
      'The organizations that the viewer owned when they were deleted and can still restore, deleted last first, at most 100. All that is in them is hidden.',
  })
  deletedOrganizations(@Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.all(deletedOrganizations, info);
  }

  @Scope('USER_WRITE')
  @Mutation(() => UpdateProfilePayload, {
    nullable: true,
    description: 'Changes what others see of the viewer, and how they are spoken to.',
  })
  updateProfile(@Input(() => UpdateProfileInput) input: UpdateProfileInput, @Ctx() context: RequestContext) {
    return payload(context, updateProfile(context.signedIn.useCase, input), (viewer) => ({ viewer }));
  }
}
