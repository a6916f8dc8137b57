import { randomBytes } from 'node:crypto';
import { Client } from '../testkit/client.js';
import { postGraphql } from '../testkit/exchange.js';
import { eventually } from '../testkit/socket.js';
import { startTwoServers, type TwoServers } from '../testkit/two-servers.js';

/** @needs REDIS_URL */
const redisUrl = process.env['REDIS_URL']!;

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;

let servers: TwoServers;
beforeAll(async () => {
  servers = await startTwoServers({
    REDIS_URL: redisUrl,
    ATRIUM_TRUSTED_PROXIES: 'loopback',
    ATRIUM_COST_LIMIT: '100',
    ATRIUM_COST_BUDGET: '100',
  });
});
afterAll(() => servers.end());

describe('two servers with one Redis', () => {
  it('share one budget', async () => {
    const { here, there } = servers;
    const input = { email: 'noa@people.example', password: 'correct horse battery', name: 'Noa' };
    // From an address that nobody else has, since servers of other tests may count in the same Redis.
    const address = `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;
    const { body } = await postGraphql(here.url, { query: signUp, variables: { input } }, { 'x-forwarded-for': address });
    const { accessToken } = body.data.signUp;
    const [atHere, atThere] = [new Client(here.url, accessToken), new Client(there.url, accessToken)];
    const ask = async (client: Client) => (await client.query('{ rateLimit { used } }')).rateLimit.used as number;
    // Until it has reached Redis, each server counts for itself.
    await eventually(async () => {
      const used = await ask(atHere);
      return (await ask(atThere)) > used || undefined;
    });

    const { errors } = await atHere.send('{ users(first: 97) { nodes { id } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect((await atThere.send('{ viewer { id } }')).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });
});
