import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { organizationPermissions } from '../access/organization.policy.js';
import type { OrganizationEntity } from '../entities/relational/organization.entity.js';
import { cursorOf } from '../loaders/connection.js';
import { by } from '../loaders/relation.js';
import {
  organizationField,
  organizationBySlug,
  organizationRelations,
  organizations,
} from '../loaders/relations/organization.relations.js';
import { ActivityArgs } from '../schema/args/activity-args.js';
import { MembersArgs } from '../schema/args/members-args.js';
import { OrganizationsArgs } from '../schema/args/organizations-args.js';
import { PageArgs } from '../schema/args/page-args.js';
import { ProjectsArgs } from '../schema/args/projects-args.js';
import { OrganizationPermission, OrganizationRole } from '../schema/enums/organization.js';
import { CreateOrganizationInput } from '../schema/inputs/create-organization-input.js';
import { DeleteOrganizationInput } from '../schema/inputs/delete-organization-input.js';
import { RestoreOrganizationInput } from '../schema/inputs/restore-organization-input.js';
import { UpdateOrganizationInput } from '../schema/inputs/update-organization-input.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { CreateOrganizationPayload } from '../schema/payloads/create-organization-payload.js';
import { DeleteOrganizationPayload } from '../schema/payloads/delete-organization-payload.js';
import { RestoreOrganizationPayload } from '../schema/payloads/restore-organization-payload.js';
import { UpdateOrganizationPayload } from '../schema/payloads/update-organization-payload.js';
import { ActivityConnection } from '../schema/types/activity-connection.js';
import { InvitationConnection } from '../schema/types/invitation-connection.js';
import { OrganizationConnection } from '../schema/types/organization-connection.js';
import { OrganizationMemberConnection } from '../schema/types/organization-member-connection.js';
import { Organization } from '../schema/types/organization.js';
import { ProjectConnection } from '../schema/types/project-connection.js';
import { createOrganization } from '../services/organizations/create-organization.js';
import { deleteOrganization } from '../services/organizations/delete-organization.js';
import { restoreOrganization } from '../services/organizations/restore-organization.js';
import { updateOrganization } from '../services/organizations/update-organization.js';
import { encodeId } from '../shared/ids.js';
import { Input } from './input.js';
import { ownAccountOf, payload } from './payload.js';
import type { RequestContext } from './request-context.js';

const withEdge = (organization: OrganizationEntity) => ({
  organization,
  organizationEdge: { node: organization, cursor: cursorOf(by<OrganizationEntity>('name', 'ASC'), organization) },
});

@Resolver(() => Organization)
export class OrganizationResolver {
  @Scope('ORGANIZATION_READ')
  @Query(() => Organization, {
    nullable: true,
    description: 'The organization with that id; null when there is none that the viewer may see.',
  })
  organization(
    @Arg('id', () => ID, { description: 'The id, `org_...`.' }) id: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Organization | null> {
    return load.root(organizationField, { id }, info);
  }

  @Scope('ORGANIZATION_READ')
  @Query(() => Organization, {
    nullable: true,
    description: 'The organization with that slug; null when there is none that the viewer may see.',
  })
  organizationBySlug(
    @Arg('slug', () => String, { description: 'The slug, as in addresses.' }) slug: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Organization | null> {
    return load.root(organizationBySlug, { slug }, info);
  }

  @Scope('ORGANIZATION_READ')
  @Query(() => OrganizationConnection, {
    nullable: true,
    description: "The viewer's organizations, by name. Null when nobody is signed in.",
  })
  organizations(
    @Args(() => OrganizationsArgs) args: OrganizationsArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(organizations, null, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => OrganizationRole, { nullable: true, description: 'What the viewer is here.' })
  viewerRole(@Root() { id }: Organization, @Ctx() { requester }: RequestContext) {
    return requester.organizationRole(id);
  }

  @ViewerDependent()
  @FieldResolver(() => [OrganizationPermission], { description: 'All that the viewer may do with the organization.' })
  viewerPermissions(@Root() { id }: Organization, @Ctx() { requester }: RequestContext) {
    return organizationPermissions(id, requester);
  }

  @ViewerDependent()
  @FieldResolver(() => OrganizationMemberConnection, {
    nullable: true,
    description:
      'The people of the organization, who joined last first. A guest sees the people of the projects that they share. Null when the viewer is not in it.',
  })
  members(
    @Root() organization: Organization,
    @Args(() => MembersArgs) args: MembersArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(organizationRelations.members, organization, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => InvitationConnection, {
    nullable: true,
    description:
      'The invitations that wait for an answer, the newest first; also expired ones, until they are sent again or revoked. Null without the permission MANAGE_INVITATIONS.',
  })
  invitations(
    @Root() organization: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(organizationRelations.invitations, organization, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => ProjectConnection, {
    nullable: true,
    description:
      'The projects that the viewer may see, without those in the trash. Null when the viewer is not in the organization.',
  })
  projects(
    @Root() organization: Organization,
    @Args(() => ProjectsArgs) args: ProjectsArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(organizationRelations.projects, organization, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => ProjectConnection, {
    nullable: true,
    description:
      'The projects in the trash that the viewer may restore, those that were put there last first. Null when the viewer is not in the organization.',
  })
  deletedProjects(
    @Root() organization: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(organizationRelations.deletedProjects, organization, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => ActivityConnection, {
    nullable: true,
    description: 'What was done in the organization, the latest first. Null without the permission READ_ACTIVITY.',
  })
  activity(
    @Root() organization: Organization,
    @Args(() => ActivityArgs) args: ActivityArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(organizationRelations.activity, organization, args, info);
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => CreateOrganizationPayload, {
    nullable: true,
    description: 'Creates an organization, of which the viewer becomes the owner.',
  })
  createOrganization(@Input(() => CreateOrganizationInput) input: CreateOrganizationInput, @Ctx() context: RequestContext) {
    return payload(context, createOrganization(context.signedIn.useCase, input), withEdge, 'again');
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => UpdateOrganizationPayload, {
    nullable: true,
    description: 'Changes the name, slug or description of an organization.',
  })
  updateOrganization(@Input(() => UpdateOrganizationInput) input: UpdateOrganizationInput, @Ctx() context: RequestContext) {
    return payload(context, updateOrganization(context.signedIn.useCase, input), (organization) => ({ organization }));
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => DeleteOrganizationPayload, {
    nullable: true,
    description:
      'Deletes an organization, for its owners: all that is in it is hidden from everyone at once, and purged 30 days later. Until then its slug stays taken, and an owner can restore it.',
  })
  deleteOrganization(@Input(() => DeleteOrganizationInput) input: DeleteOrganizationInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      deleteOrganization(context.signedIn.useCase, input),
      ({ id }) => ({ deletedOrganizationId: encodeId('Organization', id), viewer: ownAccountOf(context) }),
      'again',
    );
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => RestoreOrganizationPayload, {
    nullable: true,
    description: 'Brings a deleted organization back as it was, for those who own it: see `Viewer.deletedOrganizations`.',
  })
  restoreOrganization(@Input(() => RestoreOrganizationInput) input: RestoreOrganizationInput, @Ctx() context: RequestContext) {
    return payload(context, restoreOrganization(context.signedIn.useCase, input), withEdge, 'again');
  }
}
