import { TestApp } from '../../testkit/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start({ config: { corsOrigins: ['https://app.example'] } });
});
afterAll(() => test.close());

const preflight = (origin: string) =>
  fetch(`${test.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,authorization' },
  });

describe('pages of other origins', () => {
  it('may call when their origin is in the list, and not otherwise', async () => {
    const listed = await preflight('https://app.example');
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(listed.headers.get('access-control-allow-headers')).toContain('authorization');
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
