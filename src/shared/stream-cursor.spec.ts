import { decodeStreamCursor, encodeStreamCursor } from './stream-cursor.js';

const [one, other] = ['0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f6', '0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f7'];
const cursorOf = (text: string) => Buffer.from(text).toString('base64url');

describe('the cursor of a stream', () => {
  it.each([0, 1, 42, Number.MAX_SAFE_INTEGER])('names position %d', (position) => {
    expect(decodeStreamCursor(encodeStreamCursor(one, position), one)).toBe(position);
  });

  it('is good for its own stream alone', () => {
    expect(decodeStreamCursor(encodeStreamCursor(one, 1), other)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%'],
    ['no position', cursorOf(`${one}:`)],
    ['a negative one', cursorOf(`${one}:-1`)],
    ['a fraction', cursorOf(`${one}:1.5`)],
    ['leading zeros', cursorOf(`${one}:01`)],
    ['more than can be counted', cursorOf(`${one}:9007199254740993`)],
    ['much more', cursorOf(`${one}:${'9'.repeat(400)}`)],
    ['another spelling', `${encodeStreamCursor(one, 1)}=`],
  ])('is none with %s', (_, text) => {
    expect(decodeStreamCursor(text, one)).toBeNull();
  });
});
