import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { newId } from '../shared/ids.js';
import type { FileStorage } from '../storage/file-storage.js';
import { LocalFileStorage } from '../storage/local-file-storage.js';
import { SignedLinks, type LinkedContent, type LinkSigner } from '../storage/signed-links.js';
import { downloads } from './downloads.js';

describe('downloads', () => {
  const versionKey = newId();
  const whole: LinkedContent = { versionKey, name: 'digits.txt', mimeType: 'text/plain', size: 10, disposition: 'ATTACHMENT' };
  const etag = `"${versionKey}"`;
  const opened: Readable[] = [];
  let now: Date;
  let dataDir: string;
  let storage: LocalFileStorage;
  let links: SignedLinks;
  let signer: LinkSigner;
  let server: FastifyInstance;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'atrium-downloads-'));
    storage = await LocalFileStorage.open(dataDir);
    await storage.write(versionKey, Readable.from([Buffer.from('0123456789')]), 10);
    links = new SignedLinks({ secret: randomBytes(32), clock: { now: () => now } });
    signer = links.under(() => '');
    const watched: FileStorage = {
      write: (...args) => storage.write(...args),
      remove: (key) => storage.remove(key),
      read: async (...args) => {
        const stream = await storage.read(...args);
        opened.push(stream);
        return stream;
      },
    };
    server = Fastify();
    await server.register(downloads({ storage: watched, links, mayServe: async () => true }));
  });
  beforeEach(() => {
    now = new Date('2026-05-01T10:00:00.000Z');
    opened.length = 0;
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const ask = (headers: Record<string, string> = {}, content = whole, method: 'GET' | 'HEAD' = 'GET') =>
    server.inject({ method, url: signer.sign(content).url, headers });

  it('answer the whole', async () => {
    const response = await ask();
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe('0123456789');
    expect(response.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '10',
      'content-disposition': `attachment; filename="digits.txt"; filename*=UTF-8''digits.txt`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=900',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-site',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      etag,
    });
  });

  it('answer a range', async () => {
    const response = await ask({ range: 'bytes=2-4' });
    expect(response.statusCode).toBe(206);
    expect(response.body).toBe('234');
    expect(response.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3', etag });
    expect((await ask({ range: 'bytes=-3' })).body).toBe('789');
  });

  it('ignore a range that cannot be read, and refuse one that is not there', async () => {
    expect(await ask({ range: 'bytes=x' })).toMatchObject({ statusCode: 200, body: '0123456789' });
    const response = await ask({ range: 'bytes=10-' });
    expect(response.statusCode).toBe(416);
    expect(response.headers['content-range']).toBe('bytes */10');
    expect(response.json()).toEqual({ error: { code: 'RANGE_NOT_SATISFIABLE', message: 'The content has 10 bytes.' } });
  });

  it('answer a range only of the content that the client has a part of', async () => {
    expect((await ask({ range: 'bytes=2-4', 'if-range': etag })).statusCode).toBe(206);
    expect((await ask({ range: 'bytes=2-4', 'if-range': '"another"' })).statusCode).toBe(200);
    expect((await ask({ range: 'bytes=2-4', 'if-range': 'Fri, 01 May 2026 10:00:00 GMT' })).statusCode).toBe(200);
  });

  it('answer only what the client does not have', async () => {
    const response = await ask({ 'if-none-match': `"another", W/${etag}`, range: 'bytes=2-4' });
    expect(response.statusCode).toBe(304);
    expect(response.body).toBe('');
    expect(response.headers).toMatchObject({ etag, 'cache-control': 'private, max-age=900' });
    expect((await ask({ 'if-none-match': '"another"' })).statusCode).toBe(200);
    expect((await ask({ 'if-match': '"another"' })).statusCode).toBe(412);
    expect((await ask({ 'if-match': etag })).statusCode).toBe(200);
  });

  it('answer HEAD with headers alone, without ranges', async () => {
    const response = await ask({ range: 'bytes=2-4' }, whole, 'HEAD');
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe('');
    expect(response.headers).toMatchObject({ 'content-length': '10', etag });
    expect(opened.every((stream) => stream.destroyed)).toBe(true);
  });

  it('answer nothing at all', async () => {
    const empty = { ...whole, versionKey: newId(), size: 0 };
    await storage.write(empty.versionKey, Readable.from([]), 10);
    expect(await ask({}, empty)).toMatchObject({ statusCode: 200, body: '' });
    expect((await ask({ range: 'bytes=0-' }, empty)).statusCode).toBe(416);
  });

  it('refuse links that were tampered with, have expired, or lead nowhere', async () => {
    const { url } = signer.sign(whole);
    const tampered = await server.inject(url.slice(0, -1) + (url.endsWith('A') ? 'E' : 'A'));
    expect(tampered.statusCode).toBe(403);
    expect(tampered.json()).toEqual({ error: { code: 'FORBIDDEN', message: 'This link is not valid.' } });
    for (const nonsense of ['/files/', '/files/x', '/files/../../etc/passwd', `/files/${versionKey}`]) {
      expect((await server.inject(nonsense)).statusCode).toBeGreaterThanOrEqual(403);
    }

    const nowhere = await ask({}, { ...whole, versionKey: newId() });
    expect(nowhere.statusCode).toBe(404);
    expect(nowhere.json()).toEqual({ error: { code: 'NOT_FOUND', message: 'There is no such content.' } });

    now = new Date(now.getTime() + 15 * 60_000);
    const expired = await server.inject(url);
    expect(expired.statusCode).toBe(410);
    expect(expired.headers['cache-control']).toBe('no-store');
    expect(expired.json()).toMatchObject({ error: { code: 'EXPIRED' } });
  });

  it('show pictures, but no page', async () => {
    const picture = await ask({}, { ...whole, mimeType: 'image/png', disposition: 'INLINE' });
    expect(picture.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^inline;/) as string,
      'cross-origin-resource-policy': 'cross-origin',
    });
    const page = await ask({}, { ...whole, mimeType: 'text/html', disposition: 'INLINE' });
    expect(page.headers['content-disposition']).toMatch(/^attachment;/);
  });

  it('let no name write headers', async () => {
    const response = await ask({}, { ...whole, name: 'a"\r\nset-cookie: x=1\r\n\r\n<script>' });
    expect(response.statusCode).toBe(200);
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(response.body).toBe('0123456789');
  });

  it('close the file of a client that hangs up', async () => {
    const large = { ...whole, versionKey: newId(), size: 50_000_000 };
    await storage.write(large.versionKey, Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(1_000_000))), 50_000_000);
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;

    const request = get({ port, host: '127.0.0.1', path: signer.sign(large).url });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(opened).toHaveLength(1);
    expect(opened[0]!.destroyed).toBe(false);
    const closed = once(opened[0]!, 'close').catch(() => undefined);
    response.destroy();
    await closed;
    expect(opened[0]!.destroyed).toBe(true);
  });
});
