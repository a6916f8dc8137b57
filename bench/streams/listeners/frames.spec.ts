import { FrameReader } from './frames.ts';

const frame = (kind: number, body: Buffer) =>
  Buffer.concat([Buffer.from([kind]), body.length < 126 ? Buffer.from([body.length]) : sized(body.length), body]);
const sized = (length: number) => Buffer.from([126, length >> 8, length & 0xff]);
const text = (body: string) => frame(0x81, Buffer.from(body));

describe('reading the frames of a server', () => {
  let heard: unknown[];
  let reader: FrameReader;
  beforeEach(() => {
    heard = [];
    reader = new FrameReader({
      text: (bytes, start, end) => heard.push(bytes.toString('utf8', start, end)),
      ping: (pong) => heard.push({ pong }),
      close: (code, reason) => heard.push({ code, reason }),
    });
  });

  it('hears each message once and whole, wherever it is cut', () => {
    const messages = ['', 'short', 'ä'.repeat(300), 'last'];
    const bytes = Buffer.concat(messages.map(text));
    for (let cut = 0; cut <= bytes.length; cut++) {
      heard.length = 0;
      for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)]) reader.take(part, part.length);
      expect(heard).toEqual(messages);
    }
  });

  it('looks at no more of what is read into than was read', () => {
    const bytes = Buffer.concat([text('now'), text('long ago')]);
    reader.take(bytes, text('now').length);
    expect(heard).toEqual(['now']);
  });

  it('answers a ping with what it says, masked, and hears why a socket is closed', () => {
    const bytes = Buffer.concat([frame(0x89, Buffer.from('hi')), frame(0x88, Buffer.from('\x03\xf4restarts', 'latin1'))]);
    reader.take(bytes, bytes.length);
    expect(heard).toEqual([{ pong: Buffer.from([0x8a, 0x82, 0, 0, 0, 0, 0x68, 0x69]) }, { code: 1012, reason: 'restarts' }]);
  });

  it('refuses what it does not know', () => {
    expect(() => reader.take(frame(0x82, Buffer.from('binary')), 8)).toThrow('unknown kind');
    expect(() => reader.take(Buffer.from([0x81, 127, 0, 0]), 4)).toThrow('too long');
  });
});
