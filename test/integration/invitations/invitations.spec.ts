import { UserEntity } from '../../../src/entities/relational/user.entity.js';
import { TestApp } from '../../testkit/app.js';
import { Client } from '../../testkit/client.js';
import {
  acceptInvitation,
  declineInvitation,
  invitationPreview,
  inviteMember,
  mailsTo,
  resendInvitation,
  revokeInvitation,
  tokenFor,
  tokenIn,
} from '../../testkit/invitations.js';
import { removeMember } from '../../testkit/operations.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import type { BuiltOrganization, Person } from '../../testkit/world.js';

let test: TestApp;
const clock = new SettableClock();
beforeAll(async () => {
  test = await TestApp.start({ clock });
});
afterAll(() => test.close());

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  accessToken viewer { email emailVerifiedAt } userErrors { code path } } }`;
const changeMemberRole = `mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { userErrors { code message path } } }`;
const ownInvitations =
  '{ viewer { invitations { totalCount nodes { id organizationName organization { id } invitedBy { name } } } } }';
const listed = 'query ($id: ID!) { organization(id: $id) { invitations { totalCount nodes { id email expiresAt } } } }';
const membership = 'query ($id: ID!) { organization(id: $id) { viewerRole } }';
const node =
  'query ($id: ID!) { node(id: $id) { __typename ... on Invitation { email role organizationName organization { id } } } }';
const activity =
  'query ($id: ID!) { organization(id: $id) { activity { nodes { type summary data subjectId actor { ... on User { name } } } } } }';
const notifications = '{ notifications { nodes { type title body subjectId subject { __typename } organization { id } } } }';

const at = (code: string, ...path: string[]) => [{ code, path: path.length > 0 ? ['input', ...path] : [] }];
let counter = 0;
const newAddress = () => `invited-${++counter}@people.example`;

/** Invites an address. @returns the invitation's id and its token. */
async function invite(by: Person, { id }: BuiltOrganization, email: string, role = 'MEMBER') {
  const { invitation } = await by.mutate(inviteMember, { organizationId: id, email, role });
  return { id: invitation.id as string, token: await tokenFor(test, email) };
}

async function roleIn({ id }: BuiltOrganization, person: Client): Promise<string | null> {
  return (await person.query(membership, { id })).organization?.viewerRole ?? null;
}

describe('inviting', () => {
  it('sends a mail, whose token tells what it is for to whoever has it', async () => {
    const { admin, organization } = await test.world().studio();
    const email = newAddress();
    const { invitation, invitationEdge } = await admin.mutate(inviteMember, {
      organizationId: organization.id,
      email: email.toUpperCase(),
      role: 'MEMBER',
    });
    const expiresAt = new Date(clock.now().getTime() + 7 * 86_400_000).toISOString();
    expect(invitation).toEqual({
      id: expect.stringMatching(/^inv_/),
      email,
      role: 'MEMBER',
      organizationName: organization.name,
      organization: { id: organization.id },
      invitedBy: { id: admin.id },
      createdAt: clock.now().toISOString(),
      expiresAt,
    });
    expect(invitationEdge.node.id).toBe(invitation.id);

    const [mail, ...others] = await mailsTo(test, email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe(`Admin invites you to ${organization.name}`);
    const token = tokenIn(mail!);
    expect(mail!.html).toContain(`${test.url}/invitation#${token}`);
    expect(await test.signedOut.query(invitationPreview, { token })).toEqual({
      invitationPreview: { organizationName: organization.name, email, role: 'MEMBER', invitedByName: 'Admin', expiresAt },
    });
    for (const bad of [
      '',
      token.slice(0, -1),
      `${token.slice(0, 10)}${token[10] === 'A' ? 'B' : 'A'}${token.slice(11)}`,
      `${token}A`,
    ])
      expect(await test.signedOut.query(invitationPreview, { token: bad })).toEqual({ invitationPreview: null });
  });

  it('sends one mail, even if its event is heard again', async () => {
    const { owner, organization } = await test.world().studio();
    const email = newAddress();
    await invite(owner, organization, email);
    await test.app.database.em.execute(`update consumer_checkpoints set position = 0 where consumer = 'mail'`);
    expect(await mailsTo(test, email)).toHaveLength(1);
    expect(await test.app.database.em.execute('select id from queued_mails')).toEqual([]);
  });

  it('leaves no token in the database', async () => {
    const { owner, organization } = await test.world().studio();
    const { token } = await invite(owner, organization, newAddress());
    const { em } = test.app.database;
    for (const table of ['invitations', 'event_log', 'activities', 'notifications', 'queued_mails', 'outbox_events']) {
      const rows = JSON.stringify(await em.execute(`select row_to_json(t)::text as row from ${table} t`));
      expect(rows).not.toContain(token.slice(-40));
      expect(rows).not.toContain('ati_');
    }
  });

  it('is for owners and administrators, up to their own role', async () => {
    const { owner, admin, member, guest, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id, email: newAddress(), role: 'OWNER' };
    expect(await admin.userErrors(inviteMember, input)).toEqual(at('FORBIDDEN', 'role'));
    expect(await member.userErrors(inviteMember, input)).toEqual(at('FORBIDDEN', 'organizationId'));
    expect(await guest.userErrors(inviteMember, input)).toEqual(at('FORBIDDEN', 'organizationId'));
    expect(await stranger.userErrors(inviteMember, input)).toEqual(at('NOT_FOUND', 'organizationId'));
    expect((await test.signedOut.send(inviteMember, { input })).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(await owner.userErrors(inviteMember, input)).toEqual([]);
  });

  it('says who is a member or invited already, and nothing of who has an account', async () => {
    const { owner, member, stranger, organization } = await test.world().studio();
    const inputOf = (email: string) => ({ organizationId: organization.id, email, role: 'MEMBER' });
    expect(await owner.userErrors(inviteMember, inputOf(member.email))).toEqual(at('TAKEN', 'email'));
    expect(await owner.userErrors(inviteMember, inputOf(stranger.email))).toEqual([]);
    expect(await owner.userErrors(inviteMember, inputOf(stranger.email))).toEqual(at('TAKEN', 'email'));
  });

  it('makes one invitation when two invite the same address at once', async () => {
    const { owner, admin, organization } = await test.world().studio();
    const input = { organizationId: organization.id, email: newAddress(), role: 'GUEST' };
    const outcomes = await Promise.all([owner.userErrors(inviteMember, input), admin.userErrors(inviteMember, input)]);
    expect(outcomes.flat()).toEqual(at('TAKEN', 'email'));
    expect(await mailsTo(test, input.email)).toHaveLength(1);
  });

  it('reaches one address ten times a day at most, however often it is taken back', async () => {
    const { owner, organization } = await test.world().studio();
    const input = { organizationId: organization.id, email: newAddress(), role: 'MEMBER' };
    for (let times = 0; times < 10; times++) {
      const { invitation } = await owner.mutate(inviteMember, input);
      await owner.mutate(revokeInvitation, { invitationId: invitation.id });
    }
    expect(await owner.userErrors(inviteMember, input)).toEqual(at('RATE_LIMITED', 'email'));
  });
});

describe('accepting', () => {
  it('by the token makes a member of who has the address, and verifies it; the token is used up', async () => {
    const { admin, stranger, organization } = await test.world().studio();
    const { token, id } = await invite(admin, organization, stranger.email);
    expect(await stranger.query('{ viewer { emailVerifiedAt } }')).toEqual({ viewer: { emailVerifiedAt: null } });

    clock.pass({ seconds: 1 });
    const payload = await stranger.mutate(acceptInvitation, { token });
    expect(payload.organization).toEqual({ id: organization.id, viewerRole: 'MEMBER' });
    expect(payload.organizationEdge.node.id).toBe(organization.id);
    expect((await stranger.query('{ viewer { emailVerifiedAt } }')).viewer.emailVerifiedAt).toBe(clock.now().toISOString());
    expect(await stranger.userErrors(acceptInvitation, { token })).toEqual(at('NOT_FOUND', 'token'));
    expect(await test.signedOut.query(invitationPreview, { token })).toEqual({ invitationPreview: null });
    expect(await admin.query(node, { id })).toEqual({ node: null });

    await test.app.settle();
    expect((await admin.query(notifications)).notifications.nodes[0]).toMatchObject({
      type: 'MEMBER_JOINED',
      title: `Stranger joined the organization "${organization.name}"`,
    });
    const { nodes } = (await admin.query(activity, { id: organization.id })).organization.activity;
    expect(nodes).toMatchObject([
      {
        type: 'MEMBER_JOINED',
        summary: 'joined the organization as member',
        data: { userId: stranger.id, invitedById: admin.id },
      },
      { type: 'MEMBER_INVITED', summary: `invited ${stranger.email} as member`, subjectId: id, actor: { name: 'Admin' } },
    ]);
    // Who joined sees that they did, and not who was invited.
    const { viewer } = await stranger.query('{ viewer { activity(types: [MEMBER_INVITED, MEMBER_JOINED]) { nodes { type } } } }');
    expect(viewer.activity.nodes).toEqual([{ type: 'MEMBER_JOINED' }]);
  });

  it('is refused to everybody else, and the token stays good', async () => {
    const { owner, member, stranger, organization } = await test.world().studio();
    const other = await test.world().person();
    const { token, id } = await invite(owner, organization, stranger.email);
    expect(await other.userErrors(acceptInvitation, { token })).toEqual(at('FORBIDDEN', 'token'));
    expect(await other.userErrors(acceptInvitation, { invitationId: id })).toEqual(at('NOT_FOUND', 'invitationId'));
    expect(await other.userErrors(declineInvitation, { token })).toEqual(at('FORBIDDEN', 'token'));
    expect(await member.userErrors(acceptInvitation, { invitationId: id })).toEqual(at('NOT_FOUND', 'invitationId'));
    expect(await owner.userErrors(acceptInvitation, { invitationId: id })).toEqual(at('FORBIDDEN', 'invitationId'));
    for (const input of [{}, { token, invitationId: id }, { token: null }])
      expect(await stranger.userErrors(acceptInvitation, input)).toEqual(at('INVALID'));
    expect((await test.signedOut.send(acceptInvitation, { input: { token } })).errors![0]!.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect(await stranger.userErrors(acceptInvitation, { token })).toEqual([]);
  });

  it('in the app needs no token: the person is told, and sees the name of the organization only', async () => {
    const { owner, stranger, organization } = await test.world().studio();
    const { id } = await invite(owner, organization, stranger.email, 'GUEST');
    expect(await stranger.query(ownInvitations)).toEqual({
      viewer: {
        invitations: {
          totalCount: 1,
          nodes: [{ id, organizationName: organization.name, organization: null, invitedBy: { name: 'Owner' } }],
        },
      },
    });
    expect((await stranger.query(notifications)).notifications.nodes).toEqual([
      {
        type: 'INVITATION_RECEIVED',
        title: `Owner invited you to the organization "${organization.name}"`,
        body: 'Your role there would be: guest.',
        subjectId: id,
        subject: { __typename: 'Invitation' },
        organization: null,
      },
    ]);
    expect((await stranger.mutate(acceptInvitation, { invitationId: id })).organization.viewerRole).toBe('GUEST');
    expect((await stranger.query(ownInvitations)).viewer.invitations.totalCount).toBe(0);
  });

  it('is done once when two try at once', async () => {
    const { owner, stranger, organization } = await test.world().studio();
    const { token, id } = await invite(owner, organization, stranger.email);
    const outcomes = await Promise.all([
      stranger.userErrors(acceptInvitation, { token }),
      stranger.userErrors(acceptInvitation, { invitationId: id }),
    ]);
    expect(outcomes.flat().map(({ code }) => code)).toEqual(['NOT_FOUND']);
    expect(await roleIn(organization, stranger)).toBe('MEMBER');
  });

  it('grants no more than the inviter still could', async () => {
    const { owner, admin, stranger, organization } = await test.world().studio();
    const [promoted, ordinary] = [await test.world().person(), await test.world().person()];
    const first = await invite(admin, organization, stranger.email, 'ADMIN');
    const second = await invite(admin, organization, ordinary.email, 'GUEST');
    const third = await invite(owner, organization, promoted.email, 'ADMIN');
    await owner.mutate(changeMemberRole, { organizationId: organization.id, userId: admin.id, role: 'MEMBER' });
    await stranger.mutate(acceptInvitation, { token: first.token });
    await owner.mutate(removeMember, { organizationId: organization.id, userId: admin.id });
    await ordinary.mutate(acceptInvitation, { token: second.token });
    await promoted.mutate(acceptInvitation, { token: third.token });
    expect(await Promise.all([stranger, ordinary, promoted].map((person) => roleIn(organization, person)))).toEqual([
      'MEMBER',
      'GUEST',
      'ADMIN',
    ]);
  });

  it('leaves who is a member by now the higher role', async () => {
    const { owner, stranger, organization } = await test.world().studio();
    const { token } = await invite(owner, organization, stranger.email, 'GUEST');
    await test.app.database.em.execute(
      `insert into organization_members (id, organization_id, user_id, role, created_at, updated_at, revision) values (gen_random_uuid(), ?, ?, 'ADMIN', now(), now(), 1)`,
      [organization.storedId, stranger.storedId],
    );
    expect((await stranger.mutate(acceptInvitation, { token })).organization.viewerRole).toBe('ADMIN');
    expect((await owner.query(listed, { id: organization.id })).organization.invitations.totalCount).toBe(0);
  });
});

describe('signing up by an invitation', () => {
  const account = { name: 'Noor', password: 'correct horse battery' };

  it('makes an account with a verified address, which is a member at once', async () => {
    const { owner, organization } = await test.world().studio();
    const email = newAddress();
    const { token } = await invite(owner, organization, email, 'ADMIN');
    const payload = await test.signedOut.mutate(signUp, { ...account, email, invitationToken: token });
    expect(payload.viewer).toEqual({ email, emailVerifiedAt: clock.now().toISOString() });
    expect(await roleIn(organization, new Client(test.url, payload.accessToken))).toBe('ADMIN');
    expect(await test.signedOut.userErrors(signUp, { ...account, email: newAddress(), invitationToken: token })).toEqual(
      at('NOT_FOUND', 'invitationToken'),
    );
  });

  it('is for its address alone, and a bad token makes no account', async () => {
    const { owner, organization } = await test.world().studio();
    const [email, other] = [newAddress(), newAddress()];
    const { token } = await invite(owner, organization, email);
    expect(await test.signedOut.userErrors(signUp, { ...account, email: other, invitationToken: token })).toEqual(
      at('INVALID', 'email'),
    );
    expect(await test.signedOut.userErrors(signUp, { ...account, email: other, invitationToken: 'ati_x' })).toEqual(
      at('NOT_FOUND', 'invitationToken'),
    );
    expect(await test.app.database.em.count(UserEntity, { email: { $in: [email, other] } })).toBe(0);
  });

  it('makes one account when two try at once', async () => {
    const { owner, organization } = await test.world().studio();
    const email = newAddress();
    const { token } = await invite(owner, organization, email);
    const outcomes = await Promise.all(
      [1, 2].map(() => test.signedOut.userErrors(signUp, { ...account, email, invitationToken: token })),
    );
    expect(outcomes.filter((errors) => errors.length === 0)).toHaveLength(1);
    expect(await test.app.database.em.count(UserEntity, { email })).toBe(1);
  });
});

describe('where signing up is closed', () => {
  it('an invitation opens the door, by its token alone', async () => {
    const config = { signUp: 'closed' } as const;
    const closed = await TestApp.start({ clock, databaseUrl: test.databaseUrl, config: { ...config, dataDir: test.dataDir } });
    try {
      const { owner, stranger, organization } = await test.world().studio();
      const known = await invite(owner, organization, stranger.email);
      const asStranger = new Client(closed.url, stranger.token);
      // The address of an account is not believed before it was verified.
      expect((await asStranger.query(ownInvitations)).viewer.invitations.totalCount).toBe(0);
      expect(await asStranger.userErrors(acceptInvitation, { invitationId: known.id })).toEqual(at('NOT_FOUND', 'invitationId'));
      expect(await asStranger.userErrors(acceptInvitation, { token: known.token })).toEqual([]);

      const email = newAddress();
      const account = { email, name: 'Noor', password: 'correct horse battery' };
      const { token } = await invite(owner, organization, email);
      expect(await closed.signedOut.userErrors(signUp, account)).toEqual(at('FORBIDDEN'));
      expect(
        await closed.signedOut.userErrors(signUp, { ...account, invitationToken: `${token.slice(0, -9)}AAAAAAAAA` }),
      ).toEqual(at('NOT_FOUND', 'invitationToken'));
      expect(await closed.signedOut.userErrors(signUp, { ...account, invitationToken: token })).toEqual([]);
    } finally {
      await closed.close();
    }
  });
});

describe('an invitation', () => {
  it('that is sent again has a new token, which alone is good', async () => {
    const { owner, admin, member, organization } = await test.world().studio();
    const email = newAddress();
    const { id, token } = await invite(owner, organization, email, 'OWNER');
    expect(await owner.userErrors(resendInvitation, { invitationId: id })).toEqual(at('RATE_LIMITED', 'invitationId'));
    clock.pass({ seconds: 61 });
    expect(await admin.userErrors(resendInvitation, { invitationId: id })).toEqual(at('FORBIDDEN', 'invitationId'));
    expect(await member.userErrors(resendInvitation, { invitationId: id })).toEqual(at('NOT_FOUND', 'invitationId'));
    const { invitation } = await owner.mutate(resendInvitation, { invitationId: id });
    expect(invitation.expiresAt).toBe(new Date(clock.now().getTime() + 7 * 86_400_000).toISOString());

    const [again, first, ...others] = await mailsTo(test, email);
    expect(others).toEqual([]);
    expect(tokenIn(first!)).toBe(token);
    expect(await test.signedOut.query(invitationPreview, { token })).toEqual({ invitationPreview: null });
    const { invitationPreview: preview } = await test.signedOut.query(invitationPreview, { token: tokenIn(again!) });
    expect(preview).toMatchObject({ email, role: 'OWNER' });
  });

  it('that is taken back is gone', async () => {
    const { owner, admin, member, stranger, organization } = await test.world().studio();
    const { id, token } = await invite(admin, organization, stranger.email);
    expect(await member.userErrors(revokeInvitation, { invitationId: id })).toEqual(at('NOT_FOUND', 'invitationId'));
    expect(await stranger.userErrors(revokeInvitation, { invitationId: id })).toEqual(at('FORBIDDEN', 'invitationId'));
    const payload = await owner.mutate(revokeInvitation, { invitationId: id });
    expect(payload).toMatchObject({
      revokedInvitationId: id,
      organization: { id: organization.id, invitations: { totalCount: 0 } },
    });
    expect(await stranger.userErrors(acceptInvitation, { token })).toEqual(at('NOT_FOUND', 'token'));
    expect(await owner.userErrors(revokeInvitation, { invitationId: id })).toEqual(at('NOT_FOUND', 'invitationId'));
    expect((await stranger.query(notifications)).notifications.nodes[0]).toMatchObject({ subjectId: id, subject: null });
  });

  it('can be declined by who has its token, signed in or not, and in the app', async () => {
    const { owner, stranger, organization } = await test.world().studio();
    const email = newAddress();
    const [first, second] = [await invite(owner, organization, email), await invite(owner, organization, stranger.email)];
    clock.pass({ seconds: 1 });
    expect(await test.signedOut.mutate(declineInvitation, { token: first.token })).toMatchObject({
      declinedInvitationId: first.id,
    });
    const unknown = await test.signedOut.send(declineInvitation, { input: { invitationId: second.id } });
    expect(unknown.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    clock.pass({ seconds: 1 });
    expect(await stranger.mutate(declineInvitation, { invitationId: second.id })).toMatchObject({
      declinedInvitationId: second.id,
    });
    const { nodes } = (await owner.query(activity, { id: organization.id })).organization.activity;
    expect(nodes.slice(0, 2)).toMatchObject([
      { type: 'INVITATION_DECLINED', summary: `declined the invitation of ${stranger.email}`, actor: { name: 'Stranger' } },
      { type: 'INVITATION_DECLINED', actor: null },
    ]);
    expect(await roleIn(organization, stranger)).toBeNull();
  });

  it('is listed for who manages them, and shown to whom it is for', async () => {
    const { owner, admin, member, guest, stranger, organization } = await test.world().studio();
    const { id } = await invite(owner, organization, stranger.email);
    const variables = { id: organization.id };
    for (const manager of [owner, admin]) {
      expect((await manager.query(listed, variables)).organization.invitations).toMatchObject({ totalCount: 1, nodes: [{ id }] });
      expect((await manager.query(node, { id })).node.organization).toEqual({ id: organization.id });
    }
    for (const other of [member, guest]) {
      expect((await other.query(listed, variables)).organization.invitations).toBeNull();
      expect(await other.query(node, { id })).toEqual({ node: null });
    }
    expect((await stranger.query(node, { id })).node).toEqual({
      __typename: 'Invitation',
      email: stranger.email,
      role: 'MEMBER',
      organizationName: organization.name,
      organization: null,
    });
    expect(await (await test.world().person()).query(node, { id })).toEqual({ node: null });
    expect(await test.signedOut.query(node, { id })).toEqual({ node: null });
  });

  // The last one: nobody who signed in before it is signed in after it.
  it('expires after seven days, and is listed until it is sent again or revoked', async () => {
    const world = test.world();
    const { owner, organization } = await world.studio();
    const late = await world.person('Late');
    const { id, token } = await invite(owner, organization, late.email);
    clock.pass({ days: 7 });
    const session = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code message path } } }';
    const signIn = async ({ email }: Person) =>
      new Client(test.url, (await test.signedOut.mutate(session, { email, password: 'correct horse battery' })).accessToken);
    const [lateAgain, ownerAgain] = [await signIn(late), await signIn(owner)];

    expect(await test.signedOut.query(invitationPreview, { token })).toEqual({ invitationPreview: null });
    expect((await lateAgain.query(ownInvitations)).viewer.invitations).toEqual({ totalCount: 0, nodes: [] });
    expect(await lateAgain.userErrors(acceptInvitation, { token })).toEqual(at('EXPIRED', 'token'));
    expect(await lateAgain.userErrors(acceptInvitation, { invitationId: id })).toEqual(at('EXPIRED', 'invitationId'));
    const account = { name: 'Noor', password: 'correct horse battery', email: late.email, invitationToken: token };
    expect(await test.signedOut.userErrors(signUp, account)).toEqual(at('EXPIRED', 'invitationToken'));
    expect((await ownerAgain.query(listed, { id: organization.id })).organization.invitations.totalCount).toBe(1);

    await ownerAgain.mutate(resendInvitation, { invitationId: id });
    expect(await lateAgain.userErrors(acceptInvitation, { token: await tokenFor(test, late.email) })).toEqual([]);
  });
});
