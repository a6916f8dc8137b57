import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { InvitationEntity } from '../entities/relational/invitation.entity.js';
import type { OrganizationEntity } from '../entities/relational/organization.entity.js';
import { cursorOf } from '../loaders/connection.js';
import { by, newestFirst } from '../loaders/relation.js';
import { invitationRelations } from '../loaders/relations/invitation.relations.js';
import { AcceptInvitationInput } from '../schema/inputs/accept-invitation-input.js';
import { DeclineInvitationInput } from '../schema/inputs/decline-invitation-input.js';
import { InviteMemberInput } from '../schema/inputs/invite-member-input.js';
import { ResendInvitationInput } from '../schema/inputs/resend-invitation-input.js';
import { RevokeInvitationInput } from '../schema/inputs/revoke-invitation-input.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { AcceptInvitationPayload } from '../schema/payloads/accept-invitation-payload.js';
import { DeclineInvitationPayload } from '../schema/payloads/decline-invitation-payload.js';
import { InviteMemberPayload } from '../schema/payloads/invite-member-payload.js';
import { ResendInvitationPayload } from '../schema/payloads/resend-invitation-payload.js';
import { RevokeInvitationPayload } from '../schema/payloads/revoke-invitation-payload.js';
import { InvitationPreview } from '../schema/types/invitation-preview.js';
import { Invitation } from '../schema/types/invitation.js';
import { Organization } from '../schema/types/organization.js';
import { User } from '../schema/types/user.js';
import { acceptInvitation } from '../services/invitations/accept-invitation.js';
import { declineInvitation } from '../services/invitations/decline-invitation.js';
import { inviteMember } from '../services/invitations/invite-member.js';
import { previewInvitation } from '../services/invitations/preview-invitation.js';
import { resendInvitation } from '../services/invitations/resend-invitation.js';
import { revokeInvitation } from '../services/invitations/revoke-invitation.js';
import { encodeId } from '../shared/ids.js';
import { Input } from './input.js';
import { payload } from './payload.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => Invitation)
export class InvitationResolver {
  @Scope('NONE')
  @Query(() => InvitationPreview, {
    nullable: true,
    description:
      'What an invitation says to who has the token of its mail, signed in or not. Null when it is answered, revoked, expired or was sent again, and for what is no token.',
  })
  invitationPreview(
    @Arg('token', () => String, { description: 'The token of the mail.' }) token: string,
    @Ctx() { useCase }: RequestContext,
  ): Promise<InvitationPreview | null> {
    return previewInvitation(useCase, token);
  }

  @ViewerDependent()
  @FieldResolver(() => Organization, { nullable: true, description: 'The organization; null for who is not in it.' })
  organization(@Root() invitation: InvitationEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(invitationRelations.organization, invitation, info);
  }

  @FieldResolver(() => String, { description: 'The name of the organization, also for who is not in it.' })
  async organizationName(@Root() invitation: InvitationEntity, @Ctx() { load }: RequestContext) {
    return (await load.one(invitationRelations.namedOrganization, invitation, ['name']))!.name;
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who sent it last; null once that account is gone.' })
  invitedBy(@Root() invitation: InvitationEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(invitationRelations.invitedBy, invitation, info);
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => InviteMemberPayload, {
    nullable: true,
    description: 'Invites somebody into an organization, by a mail with a token that is good once, for 7 days, for that address.',
  })
  inviteMember(@Input(() => InviteMemberInput) input: InviteMemberInput, @Ctx() context: RequestContext) {
    return payload(context, inviteMember(context.signedIn.useCase, input), (invitation) => ({
      invitation,
      invitationEdge: { node: invitation, cursor: cursorOf(newestFirst, invitation) },
    }));
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => ResendInvitationPayload, {
    nullable: true,
    description: 'Sends an invitation again, for another 7 days. The token of the earlier mail is worthless from then on.',
  })
  resendInvitation(@Input(() => ResendInvitationInput) input: ResendInvitationInput, @Ctx() context: RequestContext) {
    return payload(context, resendInvitation(context.signedIn.useCase, input), (invitation) => ({ invitation }));
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => RevokeInvitationPayload, { nullable: true, description: 'Takes an invitation back before it is answered.' })
  revokeInvitation(@Input(() => RevokeInvitationInput) input: RevokeInvitationInput, @Ctx() context: RequestContext) {
    return payload(context, revokeInvitation(context.signedIn.useCase, input), ({ revokedInvitationId, organization }) => ({
      revokedInvitationId: encodeId('Invitation', revokedInvitationId),
      organization,
    }));
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => AcceptInvitationPayload, {
    nullable: true,
    description:
      'Joins the organization of an invitation, by the token of its mail or by its id for who has its address. A token also verifies the address of the account.',
  })
  acceptInvitation(@Input(() => AcceptInvitationInput) input: AcceptInvitationInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      acceptInvitation(context.signedIn.useCase, input),
      (organization) => ({
        organization,
        organizationEdge: { node: organization, cursor: cursorOf(by<OrganizationEntity>('name', 'ASC'), organization) },
      }),
      'again',
    );
  }

  @Scope('ORGANIZATION_WRITE')
  @Mutation(() => DeclineInvitationPayload, {
    nullable: true,
    description: 'Declines an invitation, by the token of its mail or by its id for who has its address. It is gone then.',
  })
  declineInvitation(@Input(() => DeclineInvitationInput) input: DeclineInvitationInput, @Ctx() context: RequestContext) {
    return payload(context, declineInvitation(context.useCase, input), (id) => ({
      declinedInvitationId: encodeId('Invitation', id),
    }));
  }
}
