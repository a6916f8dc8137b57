import { auditServer } from 'graphql-http';
import { TestApp } from '../../testkit/app.js';
import { postGraphql } from '../../testkit/exchange.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

describe('GraphQL over HTTP', () => {
  it('passes the audits of its specification', async () => {
    const results = await auditServer({ url: `${test.url}/graphql` });
    expect(results).toHaveLength(61);
    const idsOf = (status: string) => results.filter((result) => result.status === status).map(({ id }) => id);
    expect(idsOf('error')).toEqual([]);
    // A document or variables that cannot be used are a 400 in either media type, which clients and proxies understand.
    expect(idsOf('warn')).toEqual(['572B', 'FDE2', '7B9B']);
    // GET is answered to who cannot be a page of another site, which these audits do not show.
    expect(idsOf('notice')).toEqual(['5A70', 'D6D5', '6A70']);
  });

  it.each([
    ['application/json', 'application/json; charset=utf-8'],
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    [
      'application/graphql-response+json; charset=utf-8, application/json; q=0.9',
      'application/graphql-response+json; charset=utf-8',
    ],
  ])('answers who accepts %s in %s', async (accept, type) => {
    const { headers, status } = await postGraphql(test.url, { query: '{ __typename }' }, { accept });
    expect([status, headers.get('content-type')]).toEqual([200, type]);
  });
});
