import { request } from 'node:http';
import { TestApp } from '../../testkit/app.js';
import { exchange } from '../../testkit/exchange.js';
import { inviteMember } from '../../testkit/invitations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start({ config: { env: 'development', corsOrigins: ['https://app.example'] } });
  const { owner, organization } = await test.world().studio();
  await owner.mutate(inviteMember, { organizationId: organization.id, email: 'ada@people.example', role: 'MEMBER' });
  await test.app.settle();
});
afterAll(() => test.close());

const get = (path: string, headers: Record<string, string> = {}) => exchange(`${test.url}${path}`, { headers });

describe('/dev/mails', () => {
  it('shows what would have been sent: to people as pages, to programs as JSON', async () => {
    const { body } = await get('/dev/mails.json');
    expect(body.mails).toEqual([
      {
        id: expect.any(String),
        to: 'ada@people.example',
        subject: expect.stringContaining('Owner invites you to'),
        html: expect.stringContaining('<h1'),
        text: expect.stringContaining('ati_'),
        caughtAt: expect.any(String),
      },
    ]);
    expect((await get('/dev/mails', { accept: 'application/json' })).body).toEqual(body);

    const { id } = body.mails[0];
    const list = await get('/dev/mails', { accept: 'text/html' });
    expect(list.text).toContain(`href="/dev/mails/${id}"`);
    const page = await get(`/dev/mails/${id}`);
    expect(page.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await get(`/dev/mails/${id}/html`);
    expect(html.text).toBe(body.mails[0].html);
    expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*; sandbox allow-popups/);
    for (const path of ['/dev/mails/x', '/dev/mails/..%2f..%2flink-secret', `/dev/mails/${id}x/html`])
      expect((await get(path)).status).toBe(404);
  });

  it('is not read by pages of others, not even by those that may call the API', async () => {
    const foreign = { origin: 'https://app.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
    expect((await get('/dev/mails.json', foreign)).status).toBe(404);
    expect((await get('/dev/mails.json', { ...foreign, 'sec-fetch-site': 'same-site' })).status).toBe(404);
    const old = await get('/dev/mails.json', { origin: 'https://app.example' });
    expect(old.headers.get('access-control-allow-origin')).toBeNull();
    expect(old.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('answers to no other name than that of this machine', async () => {
    const status = await new Promise((resolve, reject) =>
      request(`${test.url}/dev/mails.json`, { headers: { host: 'rebound.example:4000' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end(),
    );
    expect(status).toBe(404);
  });
});

describe('in other stages', () => {
  it('there is no such page', async () => {
    const other = await TestApp.start();
    try {
      expect((await exchange(`${other.url}/dev/mails`)).status).toBe(404);
      expect((await exchange(`${other.url}/dev/mails.json`)).status).toBe(404);
    } finally {
      await other.close();
    }
  });
});
