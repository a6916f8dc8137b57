import { readFileSync } from 'node:fs';
import { Client } from '../testkit/client.js';
import { ServerProcess } from '../testkit/server-process.js';
import { eventually } from '../testkit/socket.js';

/** The snippets of that language in the README, in their order. */
const snippets = (language: string) =>
  [...readFileSync('README.md', 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => code!,
  );

/** Runs a snippet as a function, with the server's own address. @returns what it has printed. */
async function run(code: string, url: string, given: Record<string, unknown> = {}): Promise<unknown[]> {
  const printed: unknown[] = [];
  const local = code.replaceAll('http://127.0.0.1:4000', url).replaceAll('ws://127.0.0.1:4000', url.replace('http', 'ws'));
  const AsyncFunction = (async () => undefined).constructor as new (
    ...source: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const names = ['console', ...Object.keys(given)];
  await new AsyncFunction(...names, local)({ log: (value: unknown) => printed.push(value) }, ...Object.values(given));
  return printed;
}

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start({ ATRIUM_ENV: 'development' });
});
afterAll(() => server.end('SIGTERM'));

describe('the README', () => {
  const [query, subscription] = snippets('js') as [string, string];

  it('names the two commands', () => {
    expect(snippets('sh').map((code) => code.trim())).toEqual(['npm start', 'npm test']);
  });

  it('shows a first query that works on the demo data', async () => {
    const [printed] = await run(query, server.url);
    const { organizationBySlug } = JSON.parse(printed as string);
    expect(organizationBySlug.projects.nodes).toHaveLength(3);
    expect(organizationBySlug.projects.nodes[0].files.nodes[0].uploadedBy.name).toBe('Dana Demo');
  });

  it('shows a first subscription, of twelve lines, that hears what happens', async () => {
    expect(subscription.trim().split('\n').length).toBeLessThanOrEqual(12);
    const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code path message } } }`;
    const { accessToken } = await new Client(server.url).mutate(signIn, {
      email: 'demo@atrium.example',
      password: 'lighthouse-demo',
    });
    const demo = new Client(server.url, accessToken);
    const { organizationBySlug } = await demo.query(
      `{ organizationBySlug(slug: "lighthouse-studio") { id projects { nodes { rootFolder { id } } } } }`,
    );

    const sockets: WebSocket[] = [];
    const Recorded = class extends WebSocket {
      constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
        super(...parameters);
        sockets.push(this);
      }
    };
    const printed = await run(subscription, server.url, {
      token: accessToken,
      organizationId: organizationBySlug.id,
      WebSocket: Recorded,
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { id } userErrors { code path message } } }`;
    await demo.mutate(createFolder, { parentId: organizationBySlug.projects.nodes[0].rootFolder.id, name: 'Told' });
    await eventually(() => printed.length > 0 || undefined);
    expect(printed[0]).toMatchObject({ activity: { type: 'FOLDER_CREATED', actor: { name: 'Dana Demo' } } });
    sockets[0]!.close();
  });
});
