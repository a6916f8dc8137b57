import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { demoAccount } from '../../src/bin/demo/demo-content.js';
import { findDemoSignIn } from '../../src/bin/demo/find-demo-sign-in.js';
import { makeDemoData } from '../../src/bin/demo/make-demo-data.js';
import type { DemoSignIn } from '../../src/server/playground/demo-sign-in.js';
import { TestApp } from '../testkit/app.js';
import { Client } from '../testkit/client.js';
import { findBrowser } from './find-browser.js';

const executablePath = findBrowser();
const required = process.env['REQUIRE_BROWSER'] === '1';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

if (executablePath === null && !required) {
  process.stderr.write('The playground is not tried in a browser: there is no Chromium here (CHROMIUM_PATH may name one).\n');
}

(executablePath === null && !required ? describe.skip : describe)('the playground in a browser', () => {
  let test: TestApp;
  let demo: DemoSignIn | null = null;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What should not happen: requests to others, errors in the console. */
  let wrong: string[];
  /** The bodies of GraphQL requests with the tokens that they bore. */
  let asked: { body: string; authorization: string | undefined }[];

  beforeAll(async () => {
    if (executablePath === null) throw new Error('There is no Chromium, which REQUIRE_BROWSER=1 asks for.');
    test = await TestApp.start({ config: { env: 'development' }, demo: () => demo });
    await makeDemoData(test.app);
    demo = await findDemoSignIn(test.app);
    browser = await chromium.launch({ executablePath, args: [...flags, '--disable-component-update', '--disable-sync'] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  beforeEach(async () => {
    wrong = [];
    asked = [];
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const ownHost = new URL(test.url).host;
    await context.route('**/*', async (route) => {
      if (new URL(route.request().url()).host === ownHost) return route.continue();
      wrong.push(`asked ${route.request().url()}`);
      return route.abort();
    });
    page = await context.newPage();
    watch(page, ownHost);
    // Before it has the schema, a click may be lost.
    const schema = page.waitForResponse((response) => (response.request().postData() ?? '').includes('__schema'));
    await page.goto(`${test.url}/graphql`);
    await schema;
    await page.locator('.graphiql-execute-button').waitFor();
    await page.waitForTimeout(500);
  });
  afterEach(async () => {
    await context.close();
    expect(wrong).toEqual([]);
  });

  function watch(watched: Page, ownHost: string) {
    watched.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    watched.on('pageerror', (error) => wrong.push(error.message));
    watched.on('websocket', (socket) => new URL(socket.url()).host !== ownHost && wrong.push(`opened ${socket.url()}`));
    watched.on('request', (request) => {
      if (request.method() === 'POST')
        asked.push({ body: request.postData() ?? '', authorization: request.headers()['authorization'] });
    });
  }

  const signIn = async () => {
    await page.getByRole('button', { name: 'Sign in as demo user' }).click();
    await shows('Dana Demo');
  };
  const shows = (text: string) => page.locator('#who', { hasText: text }).waitFor();
  const openTab = async (name: string) => {
    await page.getByRole('tab', { name }).click();
    // GraphiQL notices a little later which operation the tab holds.
    await page.waitForTimeout(500);
  };
  const run = () => page.locator('.graphiql-execute-button').click();
  /** The editor writes lines in any order, and its blanks do not break. */
  const result = async (...texts: RegExp[]) => {
    for (const text of texts) await page.locator('.result-window', { hasText: text }).waitFor();
  };
  const lastAsked = (text: string) => asked.findLast(({ body }) => body.includes(text));

  it('signs in by one click and answers a query', async () => {
    await run();
    await result(/"viewer":\snull/);
    await signIn();
    await run();
    await result(/Lighthouse\sStudio/);
    expect(page.url()).toBe(`${test.url}/graphql`);
  });

  it('shows the event that somebody else causes', async () => {
    await signIn();
    await openTab('LiveActivity');
    await run();
    await listening(1);

    const ines = await signedIn('ines@atrium.example');
    await ines.mutate(
      'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } userErrors { code message path } } }',
      { organizationId: demo!.organizationId, name: 'Heard in the playground' },
    );
    await result(/PROJECT_CREATED/, /Ines\sKeller/, /Heard\sin\sthe\splayground/);

    await run();
    await listening(0);
  });

  it('changes something by the example as it stands', async () => {
    await signIn();
    await openTab('CreateProject');
    await run();
    await result(/"name":\s"Fog\sSignal"/, /"userErrors":\s\[\]/);
  });

  it('takes the next token before the last one ends', async () => {
    await signIn();
    await run();
    await result(/Lighthouse\sStudio/);
    const first = lastAsked('query Overview')!.authorization;
    expect(first).toMatch(/^Bearer /);

    await page.clock.setFixedTime(Date.now() + 14.5 * 60_000);
    asked = [];
    await run();
    await page.waitForResponse((response) => response.request().postData()?.includes('query Overview') ?? false);
    expect(asked.map(({ body }) => /refreshSession|query Overview/.exec(body)?.[0])).toEqual([
      'refreshSession',
      'query Overview',
    ]);
    expect(lastAsked('query Overview')!.authorization).not.toBe(first);
  });

  it('keeps who is signed in over a reload, out of reach of scripts, until they sign out', async () => {
    await signIn();
    await page.reload();
    await shows('Dana Demo');
    const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toMatch(/eyJ|atr_/);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await shows('Not signed in');
    await page.reload();
    await shows('Not signed in');
  });

  it('lets people in by their password, and says why not', async () => {
    await page.locator('#account summary').click();
    await page.getByLabel('E-mail').fill('mira@atrium.example');
    await page.getByLabel('Password').fill('not the password');
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'The address or the password is wrong.' }).waitFor();

    await page.getByLabel('Password').fill(demoAccount.password);
    await page.getByLabel('Password').press('Enter');
    await shows('Mira Lindqvist');
  });

  async function signedIn(email: string): Promise<Client> {
    const signInMutation =
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code message path } } }';
    const { accessToken } = await test.signedOut.mutate(signInMutation, { email, password: demoAccount.password });
    return new Client(test.url, accessToken);
  }

  /** Waits until the server has that many subscriptions. */
  async function listening(count: number): Promise<void> {
    const gauge = new RegExp(`^\\w*subscriptions\\w* ${count}$`, 'm');
    for (;;) {
      if (gauge.test(await (await fetch(`${test.url}/metrics`)).text())) return;
      await page.waitForTimeout(50);
    }
  }
});
