import { connect, type Socket } from 'node:net';
import { TestApp } from '../../testkit/app.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start({ patience: { headers: 1_500, body: 1_500, silence: 4_000 } });
  ada = await test.world().person('Ada');
});
afterAll(() => test.close());

const POST = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const upload = `mutation ($input: UploadFileInput!) { uploadFile(input: $input) { file { size } userErrors { code } } }`;

describe('clients that are slow on purpose', () => {
  it('200 of them keep nobody from being served, and are sent away', async () => {
    const slow = await Promise.all(Array.from({ length: 200 }, (_, index) => slowClient(index % 2 === 0 ? 'headers' : 'body')));
    const began = performance.now();
    for (let times = 0; times < 20; times++) await ada.query('{ viewer { email } }');
    expect(performance.now() - began).toBeLessThan(1_500);

    const answers = await Promise.all(slow.map(({ answer }) => answer));
    expect(answers).toHaveLength(200);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*application\/json[^]*"TIMEOUT"/);
  });

  it('that say nothing at all are sent away', async () => {
    const began = Date.now();
    await answerOf(await tcp());
    expect(Date.now() - began).toBeLessThan(8_000);
  });

  it('a file may take longer than a body of JSON, as long as something comes', async () => {
    const world = test.world();
    const { rootFolderId: folderId } = await world.project(await world.organization([[ada, 'OWNER']]));
    const parts = [
      `--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: upload, variables: { input: { folderId, content: null } } })}\r\n`,
      `--b\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.content"]}\r\n`,
      `--b\r\nContent-Disposition: form-data; name="0"; filename="slow.txt"\r\n\r\nslo`,
      'w but ',
      'steady\r\n--b--\r\n',
    ];
    const socket = await tcp();
    const answer = answerOf(socket);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nApollo-Require-Preflight: true\r\nAuthorization: Bearer ${ada.token}\r\n` +
        `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${parts.join('').length}\r\n\r\n`,
    );
    for (const part of parts) {
      socket.write(part);
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
    expect(await answer).toContain('"file":{"size":15}');
  });
});

/** Begins a request and never ends it, though something comes now and then. */
async function slowClient(what: 'headers' | 'body'): Promise<{ answer: Promise<string> }> {
  const socket = await tcp();
  socket.write(what === 'headers' ? POST : `${POST}Content-Length: 1000\r\n\r\n{"query":"`);
  const drip = setInterval(() => socket.writable && socket.write(what === 'headers' ? `X-${Date.now()}: a\r\n` : ' '), 400);
  socket.on('close', () => clearInterval(drip));
  return { answer: answerOf(socket) };
}

const tcp = () =>
  new Promise<Socket>((resolve, reject) => {
    const { hostname, port } = new URL(test.url);
    const socket: Socket = connect(Number(port), hostname, () => resolve(socket));
    socket.on('error', reject);
  });

function answerOf(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return new Promise((resolve) => socket.on('close', () => resolve(text)));
}
