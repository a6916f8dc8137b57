import { brotliDecompressSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { parse, validate } from 'graphql';
import { buildSchema } from '../../resolvers/build-schema.js';
import type { DemoSignIn } from './demo-sign-in.js';
import { examples } from './examples.js';
import { registerPlayground, type PlaygroundOptions } from './playground.js';

const demo: DemoSignIn = { email: 'demo@atrium.example', password: '</script><script>', organizationId: 'org_1' };
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let server: FastifyInstance;

async function start(options: Partial<PlaygroundOptions> = {}) {
  server = Fastify();
  const page = registerPlayground(server, { enabled: true, demo: () => null, ...options });
  server.get('/graphql', async (request, reply) => page(request, reply) ?? { data: true });
}
afterEach(() => server.close());

const open = (headers: Record<string, string> = browser, url = '/graphql') => server.inject({ url, headers });
const pathsIn = (html: string) => [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
const settingsIn = (html: string) => JSON.parse(/id="settings">(.*)<\/script>/.exec(html)![1]!) as Record<string, unknown>;

describe('the page', () => {
  it('is for browsers, and may load nothing from elsewhere', async () => {
    await start();
    const response = await open();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'Accept',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(response.headers['content-security-policy']).split('; ');
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]));
    expect(policy.join('; ')).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
    expect(response.body).not.toMatch(/<script>|\son\w+=/);
  });

  it('repeats no host that could widen what it may load', async () => {
    await start();
    const response = await open({ ...browser, host: 'evil.example *' });
    expect(String(response.headers['content-security-policy'])).not.toMatch(/evil|\*/);
  });

  it('leaves data to whoever asks for data', async () => {
    await start();
    expect((await open({ accept: '*/*' })).json()).toEqual({ data: true });
    expect((await open(browser, '/graphql?query={viewer{email}}')).json()).toEqual({ data: true });
  });

  it('names the demo account only when there is one, and lets it break out of nothing', async () => {
    await start();
    expect(settingsIn((await open()).body)['demo']).toBeNull();
    await server.close();
    await start({ demo: () => demo });
    const { email, password } = demo;
    expect(settingsIn((await open()).body)).toMatchObject({ demo: { email, password }, organizationId: 'org_1' });
  });

  it('says that it is off', async () => {
    await start({ enabled: false, demo: () => demo });
    const response = await open();
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(response.body).toMatch(/playground is off/);
    expect(response.body).not.toContain(demo.email);
    expect((await server.inject('/playground/ruru-2.0.2/ruru.js')).statusCode).toBe(404);
  });
});

describe('its files', () => {
  it('are all there, to be kept for ever', async () => {
    await start();
    const paths = pathsIn((await open()).body).filter((path) => !path.startsWith('https://'));
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      expect(path).toMatch(/^\/playground\/[a-z]+-[\w.-]+\/[\w.-]+$/);
      const response = await server.inject(path);
      expect(response.statusCode).toBe(200);
      expect(response.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
        'x-content-type-options': 'nosniff',
      });
      expect(response.headers['content-type']).toMatch(/^(text\/(javascript|css)|image\/svg)/);
    }
  });

  it('import only each other', async () => {
    await start();
    const main = pathsIn((await open()).body).find((path) => path.endsWith('/main.js'))!;
    const imported = [...(await server.inject(main)).body.matchAll(/from ['"]\.\/([\w-]+\.js)['"]/g)].map(([, name]) => name!);
    expect(imported).toContain('session.js');
    for (const name of imported) expect((await server.inject(main.replace('main.js', name))).statusCode).toBe(200);
  });

  it('come compressed to who can read it', async () => {
    await start();
    const path = '/playground/ruru-2.0.2/ruru.css';
    const [plain, compressed] = [
      await server.inject(path),
      await server.inject({ url: path, headers: { 'accept-encoding': 'gzip, br' } }),
    ];
    expect(compressed.headers['content-encoding']).toBe('br');
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length);
    expect(brotliDecompressSync(compressed.rawPayload).equals(plain.rawPayload)).toBe(true);
  });

  it('are no way to others', async () => {
    await start();
    const main = pathsIn((await open()).body).find((path) => path.endsWith('/main.js'))!;
    const folder = main.replace('main.js', '');
    for (const path of ['/playground/', '/playground/x', `${folder}../page.js`, `${folder}..%2fpage.js`, `${folder}__proto__`]) {
      expect((await server.inject(path)).statusCode).toBe(404);
    }
    expect((await server.inject('/playground/ruru-2.0.2/ruru.js.map')).statusCode).toBe(404);
  });
});

it.each(examples('org_1').map((text) => [/(?:query|mutation|subscription) (\w+)/.exec(text)![1]!, text]))(
  'the example %s fits the schema',
  async (_name, text) => {
    await start();
    expect(validate(await buildSchema(), parse(text))).toEqual([]);
  },
);
