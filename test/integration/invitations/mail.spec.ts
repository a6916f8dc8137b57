import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { OrganizationEntity } from '../../../src/entities/relational/organization.entity.js';
import { TestApp } from '../../testkit/app.js';
import { inviteMember } from '../../testkit/invitations.js';
import { eventually } from '../../testkit/socket.js';

/** A mail server on a free port, that answers as the test says. */
class PostOffice {
  readonly received: { to: string[]; raw: string }[] = [];
  /** What it refuses mails to an address with; null takes them. */
  refusal: (address: string) => { responseCode: number } | null = () => null;
  attempts = 0;

  private constructor(readonly server: SMTPServer) {}

  static async open(): Promise<PostOffice> {
    const options: SMTPServerOptions = {
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, callback) => {
        office.attempts++;
        const refusal = office.refusal(address);
        callback(refusal && Object.assign(new Error(`No mail for ${address}`), refusal));
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          office.received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
          callback();
        });
      },
    };
    const office: PostOffice = new PostOffice(new SMTPServer(options));
    office.server.listen(0, '127.0.0.1');
    await once(office.server.server, 'listening');
    return office;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close = () => new Promise<void>((resolve) => this.server.close(() => resolve()));
}

let office: PostOffice;
let test: TestApp;
const log: Record<string, unknown>[] = [];
beforeAll(async () => {
  office = await PostOffice.open();
  test = await TestApp.start({
    config: { mail: { smtpUrl: office.url, from: 'Atrium <atrium@mail.example>' }, appUrl: 'https://app.example' },
    onLog: (line) => log.push(line),
  });
});
afterAll(async () => {
  await test.close();
  await office.close();
});

const headersOf = (raw: string) =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
const header = (raw: string, name: string) => headersOf(raw).filter((line) => line.toLowerCase().startsWith(`${name}: `));
const queued = () => test.app.database.em.execute<{ id: string }[]>('select id from queued_mails');

describe('mail by SMTP', () => {
  it('is written so that it can be recognised, answered by nobody, and read as text and HTML', async () => {
    const { owner, organization } = await test.world().studio();
    await owner.mutate(inviteMember, { organizationId: organization.id, email: 'ada@people.example', role: 'MEMBER' });
    await test.app.settle();
    const { raw, to } = office.received.at(-1)!;
    expect(to).toEqual(['ada@people.example']);
    expect(header(raw, 'from')).toEqual(['From: Atrium <atrium@mail.example>']);
    expect(header(raw, 'to')).toEqual(['To: ada@people.example']);
    expect(header(raw, 'message-id')).toEqual([expect.stringMatching(/^Message-ID: <[\da-f-]{36}@mail\.example>$/i)]);
    expect(header(raw, 'auto-submitted')).toEqual(['Auto-Submitted: auto-generated']);
    expect(raw).toContain('Content-Type: text/plain');
    expect(raw).toContain('Content-Type: text/html');
    expect(raw.replace(/=\r\n/g, '')).toMatch(/https:\/\/app\.example\/invitation#ati_[\w-]{70}/);
    expect(await queued()).toEqual([]);
  });

  it('lets no name into its headers or its markup', async () => {
    const { owner, organization } = await test.world().studio();
    const name = 'Acme\r\nBcc: victim@people.example\r\n\r\n<script>alert(1)</script>\u2028"&';
    // Past the API, which refuses such names.
    await test.app.database.em.nativeUpdate(OrganizationEntity, organization.storedId, { name });
    await owner.mutate(inviteMember, { organizationId: organization.id, email: 'grace@people.example', role: 'MEMBER' });
    await test.app.settle();
    const { raw, to } = office.received.at(-1)!;
    expect(to).toEqual(['grace@people.example']);
    expect(header(raw, 'bcc')).toEqual([]);
    expect(header(raw, 'subject')).toHaveLength(1);
    const html = raw.slice(raw.indexOf('text/html')).replace(/=\r\n/g, '');
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
  });

  it('is tried again when the server cannot take it now, while others leave; and given up when it never will', async () => {
    const { owner, organization } = await test.world().studio();
    const invite = (email: string) => owner.mutate(inviteMember, { organizationId: organization.id, email, role: 'GUEST' });
    let away = true;
    office.refusal = (address) => {
      if (address.startsWith('later')) return away ? { responseCode: 450 } : null;
      return address.startsWith('never') ? { responseCode: 550 } : null;
    };
    await invite('later@people.example');
    await invite('never@people.example');
    await invite('now@people.example');
    await test.app.settle();
    expect(office.received.at(-1)!.to).toEqual(['now@people.example']);
    expect(await queued()).toHaveLength(1);

    away = false;
    await eventually(() => office.received.at(-1)!.to[0] === 'later@people.example' || undefined, 8_000);
    await eventually(async () => (await queued()).length === 0 || undefined);
    expect(office.received.flatMap(({ to }) => to).filter((to) => to.startsWith('never'))).toEqual([]);

    const lines = log.filter(({ part }) => part === 'mails');
    expect(lines.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('a mail could not be sent; trying again'),
        'a mail was refused for good and is passed over',
      ]),
    );
    expect(JSON.stringify(log)).not.toMatch(/ati_|later@people|never@people/);
  });

  it('waits for a server that is away', async () => {
    const { owner, organization } = await test.world().studio();
    office.refusal = () => ({ responseCode: 421 });
    await owner.mutate(inviteMember, { organizationId: organization.id, email: 'patient@people.example', role: 'GUEST' });
    await test.app.settle();
    office.refusal = () => null;
    await eventually(() => office.received.at(-1)!.to[0] === 'patient@people.example' || undefined, 8_000);
  });

  it('that nobody waits for any more does not leave', async () => {
    const { owner, organization } = await test.world().studio();
    const before = office.received.length;
    office.refusal = () => ({ responseCode: 450 });
    const email = 'revoked@people.example';
    const { invitation } = await owner.mutate(inviteMember, { organizationId: organization.id, email, role: 'GUEST' });
    await test.app.settle();
    await owner.mutate(
      'mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { userErrors { code message path } } }',
      { invitationId: invitation.id },
    );
    office.refusal = () => null;
    await eventually(async () => (await queued()).length === 0 || undefined, 8_000);
    expect(office.received).toHaveLength(before);
  });
});
