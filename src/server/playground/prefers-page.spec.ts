import { prefersPage } from './prefers-page.js';

describe('who asks for GET /graphql', () => {
  const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

  it.each([chromium, 'text/html', 'application/json;q=0.5, text/html', 'TEXT/HTML; charset=utf-8'])(
    '%s wants the page',
    (accept) => {
      expect(prefersPage(accept, {})).toBe(true);
    },
  );

  it.each([
    undefined,
    '*/*',
    'text/*',
    'application/json',
    'application/graphql-response+json, application/json',
    'text/html, application/json',
    'text/html, */*',
    'application/graphql-response+json, text/html;q=0.9',
    'text/html;q=0',
    'text/html;q=x',
    '',
    ',;q=,',
  ])('%s wants data', (accept) => {
    expect(prefersPage(accept, {})).toBe(false);
  });

  it('wants data when it brings an operation', () => {
    expect(prefersPage(chromium, { query: '{ viewer { email } }' })).toBe(false);
    expect(prefersPage(chromium, { extensions: '{}' })).toBe(false);
    expect(prefersPage(chromium, { utm: 'x' })).toBe(true);
  });
});
