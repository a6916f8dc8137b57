/** The place of an event in a stream, as clients see it: opaque, and good for that stream alone. */
export const encodeStreamCursor = (streamId: string, position: number): string =>
  Buffer.from(`${streamId}:${position}`).toString('base64url');

/** The position that such a cursor names in that stream; null when it is none of it. */
export function decodeStreamCursor(cursor: string, streamId: string): number | null {
  const digits = /^([0-9a-f-]{36}):(0|[1-9]\d{0,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const position = digits?.[1] === streamId ? Number(digits[2]) : null;
  // Base64 can be written in several ways, of which one is ours.
  return position !== null && encodeStreamCursor(streamId, position) === cursor ? position : null;
}
