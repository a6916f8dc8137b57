/** The place of an event in a stream, as clients see it: opaque, and good for that stream alone. */
export const encodeStreamCursor = (streamId: string, position: number): string =>
  Buffer.from(`${streamId}:${position}`).toString('base64url');
