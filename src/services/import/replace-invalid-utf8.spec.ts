import { replaceInvalidUtf8 } from './replace-invalid-utf8.js';

const through = async (bytes: Buffer, piece: number): Promise<string> => {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
  const parts: Buffer[] = [];
  for await (const part of replaceInvalidUtf8(pieces())) parts.push(part);
  return Buffer.concat(parts).toString();
};

describe('bytes that are not UTF-8', () => {
  it.each([1, 2, 3, 5, 1000])('become NULs, and nothing else changes, in pieces of %d bytes', async (piece) => {
    const good = 'aé€😀\ufffd\r\n';
    const broken = [[0xff], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf5, 0x80]];
    expect(await through(Buffer.from(good.repeat(3)), piece)).toBe(good.repeat(3));
    for (const bytes of broken) {
      const text = Buffer.concat([Buffer.from(good), Buffer.from(bytes), Buffer.from(good)]);
      expect(await through(text, piece)).toBe(good + '\0'.repeat(bytes.length) + good);
      expect(await through(Buffer.from(bytes), piece)).toBe('\0'.repeat(bytes.length));
    }
  });
});
