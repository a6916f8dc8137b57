import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Client } from '../testkit/client.js';
import { postGraphql } from '../testkit/exchange.js';
import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { ServerProcess } from '../testkit/server-process.js';
import { eventually } from '../testkit/socket.js';

/** @needs REDIS_URL */
const redisUrl = process.env['REDIS_URL']!;

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;

let database: TestDatabase;
let servers: ServerProcess[];
beforeAll(async () => {
  database = await testDatabase();
  const { privateKey } = generateKeyPairSync('ed25519');
  const keys = JSON.stringify([privateKey.export({ format: 'jwk' })]);
  const environment = {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    ATRIUM_SIGNING_KEYS: keys,
    ATRIUM_TRUSTED_PROXIES: 'loopback',
    ATRIUM_COST_LIMIT: '100',
    ATRIUM_COST_BUDGET: '100',
  };
  servers = await Promise.all([ServerProcess.start(environment), ServerProcess.start(environment)]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await database.drop();
});

describe('two servers with one Redis', () => {
  it('share one budget', async () => {
    const [here, there] = servers as [ServerProcess, ServerProcess];
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
