import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { OrganizationMemberEntity } from '../entities/relational/organization-member.entity.js';
import { organizationMemberRelations } from '../loaders/relations/organization.relations.js';
import { ChangeMemberRoleInput } from '../schema/inputs/change-member-role-input.js';
import { LeaveOrganizationInput } from '../schema/inputs/leave-organization-input.js';
import { RemoveMemberInput } from '../schema/inputs/remove-member-input.js';
import { TransferOrganizationOwnershipInput } from '../schema/inputs/transfer-organization-ownership-input.js';
import { Scope } from '../schema/markers/scope.js';
import { ChangeMemberRolePayload } from '../schema/payloads/change-member-role-payload.js';
import { LeaveOrganizationPayload } from '../schema/payloads/leave-organization-payload.js';
import { RemoveMemberPayload } from '../schema/payloads/remove-member-payload.js';
import { TransferOrganizationOwnershipPayload } from '../schema/payloads/transfer-organization-ownership-payload.js';
import { DateTime } from '../schema/scalars/date-time.js';
import { OrganizationMember } from '../schema/types/organization-member.js';
import { Organization } from '../schema/types/organization.js';
import { User } from '../schema/types/user.js';
import { changeMemberRole } from '../services/organizations/change-member-role.js';
import { leaveOrganization } from '../services/organizations/leave-organization.js';
import { removeMember } from '../services/organizations/remove-member.js';
import { transferOwnership } from '../services/organizations/transfer-ownership.js';
import { encodeId } from '../shared/ids.js';
import { Input } from './input.js';
import { ownAccountOf, payload } from './payload.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => OrganizationMember)
export class OrganizationMemberResolver {
  @FieldResolver(() => Organization, { description: 'The organization.' })
  organization(@Root() member: OrganizationMemberEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(organizationMemberRelations.organization, member, info);
  }

  @FieldResolver(() => User, { description: 'The person.' })
  user(@Root() member: OrganizationMemberEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(organizationMemberRelations.user, member, info);
  }

  @FieldResolver(() => DateTime, { description: 'When the person joined the organization.' })
  joinedAt(@Root() member: OrganizationMemberEntity) {
    return member.createdAt;
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => ChangeMemberRolePayload, {
    nullable: true,
    description: 'Gives a member another role. Nobody grants a role above their own, and the last owner stays one.',
  })
  changeMemberRole(@Input(() => ChangeMemberRoleInput) input: ChangeMemberRoleInput, @Ctx() context: RequestContext) {
    return payload(context, changeMemberRole(context.signedIn.useCase, input), (member) => ({ member }), 'again');
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => RemoveMemberPayload, {
    nullable: true,
    description: 'Removes a person from an organization and from all its projects. The last owner cannot be removed.',
  })
  removeMember(@Input(() => RemoveMemberInput) input: RemoveMemberInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      removeMember(context.signedIn.useCase, input),
      ({ removedMemberId, organization }) => ({ removedMemberId: encodeId('OrganizationMember', removedMemberId), organization }),
      'again',
    );
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => LeaveOrganizationPayload, {
    nullable: true,
    description: 'Takes the viewer out of an organization and out of all its projects. The last owner cannot leave.',
  })
  leaveOrganization(@Input(() => LeaveOrganizationInput) input: LeaveOrganizationInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      leaveOrganization(context.signedIn.useCase, input),
      ({ organizationId }) => ({
        leftOrganizationId: encodeId('Organization', organizationId),
        viewer: ownAccountOf(context),
      }),
      'again',
    );
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => TransferOrganizationOwnershipPayload, {
    nullable: true,
    description: 'Makes another member the owner in the place of the viewer, both at once. Further owners stay what they are.',
  })
  transferOrganizationOwnership(
    @Input(() => TransferOrganizationOwnershipInput) input: TransferOrganizationOwnershipInput,
    @Ctx() context: RequestContext,
  ) {
    return payload(context, transferOwnership(context.signedIn.useCase, input), (transferred) => transferred, 'again');
  }
}
