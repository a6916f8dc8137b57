import { everyone, mutation, query, type Gets, type Row } from './row.js';

const managers: Gets = { ok: 'owner admin', FORBIDDEN: 'member guest maintainer editor viewer', NOT_FOUND: 'stranger' };
/** Of whom it is for, and of whom it is not: they do not learn that it is there. */
const manage = (stranger: string): Gets => ({
  ok: 'owner admin',
  NOT_FOUND: 'member guest maintainer editor viewer',
  [stranger]: 'stranger',
});
const answer: Gets = { ok: 'stranger', FORBIDDEN: 'owner admin', NOT_FOUND: 'member guest maintainer editor viewer' };

let counter = 0;

/** Invitations. The one of a scene is the stranger's. */
export const invitations: Record<string, Row> = {
  // The token says who may see it, whoever brings it.
  invitationPreview: query(({ invitationToken }) => `invitationPreview(token: "${invitationToken}") { email }`, {
    ok: `${everyone} signedOut narrow`,
  }),
  inviteMember: mutation(
    'inviteMember',
    ({ organization }) => ({
      organizationId: organization.id,
      email: `invited-${++counter}@people.example`,
      role: 'MEMBER',
    }),
    managers,
  ),
  resendInvitation: mutation('resendInvitation', ({ invitation }) => ({ invitationId: invitation }), manage('FORBIDDEN')),
  revokeInvitation: mutation('revokeInvitation', ({ invitation }) => ({ invitationId: invitation }), manage('FORBIDDEN')),
  acceptInvitation: mutation('acceptInvitation', ({ invitation }) => ({ invitationId: invitation }), answer),
  declineInvitation: mutation('declineInvitation', ({ invitation }) => ({ invitationId: invitation }), answer),
};
