import { contentDisposition, contentHeaders } from './content-headers.js';

const content = { versionKey: 'k', name: 'a.bin', size: 1 };
const headersOf = (mimeType: string) => contentHeaders({ ...content, mimeType, disposition: 'INLINE' });

describe('the headers of content', () => {
  it.each(['image/png', 'image/jpeg', 'text/plain', 'audio/ogg; codecs=opus', 'video/mp4'])(
    'show %s when asked to',
    (mimeType) => {
      expect(headersOf(mimeType)['content-disposition']).toMatch(/^inline;/);
    },
  );

  it.each([
    'text/html',
    'image/svg+xml',
    'IMAGE/SVG+XML',
    'application/xml',
    'application/xhtml+xml',
    'application/pdf',
    'application/javascript',
  ])('never show %s', (mimeType) => {
    expect(headersOf(mimeType)).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment;/) as string,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(['', 'text', 'text/html\r\nx: y', 'a/b; c="d"', 'text/plain, text/html'])('take %j for unknown content', (mimeType) => {
    expect(headersOf(mimeType)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/) as string,
    });
  });

  it.each([
    ['plain.txt', `attachment; filename="plain.txt"; filename*=UTF-8''plain.txt`],
    ['Bericht „Ü“.txt', `attachment; filename="Bericht ___.txt"; filename*=UTF-8''Bericht%20%E2%80%9E%C3%9C%E2%80%9C.txt`],
    [`it's "(1)"*%41.txt`, `attachment; filename="it's _(1)_*_41.txt"; filename*=UTF-8''it%27s%20%22%281%29%22%2A%2541.txt`],
    ['a\r\nset-cookie: x=1', `attachment; filename="a__set-cookie: x=1"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x%3D1`],
    ['half \ud83d', `attachment; filename="half _"; filename*=UTF-8''half%20%EF%BF%BD`],
    ['../up\\x', `attachment; filename=".._up_x"; filename*=UTF-8''..%2Fup%5Cx`],
  ])('encode the name %j', (name, header) => {
    expect(contentDisposition('ATTACHMENT', name)).toBe(header);
  });
});
