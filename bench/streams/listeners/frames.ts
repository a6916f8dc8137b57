/** Opcodes of RFC 6455 §5.2, in frames that are not fragmented. */
const [TEXT, CLOSE, PING] = [0x81, 0x88, 0x89];
const PONG = 0x8a;
const MASKED = 0x80;

/** A part of bytes that is only valid until the call ends to which it is given. */
export type HearText = (bytes: Buffer, start: number, end: number) => void;

export interface FrameListener {
  text: HearText;
  /** What is to be answered. */
  ping(pong: Buffer): void;
  close(code: number, reason: string): void;
}

/** Reads the frames that a server sends, wherever they are cut, and copies nothing that is not. */
export class FrameReader {
  readonly #listener: FrameListener;
  #begun: Buffer | null = null;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** @throws Error on what this does not know: binary frames, fragments, extensions, messages over 64 KiB. */
  take(bytes: Buffer, length: number): void {
    let part = bytes;
    let end = length;
    if (this.#begun) {
      part = Buffer.concat([this.#begun, bytes.subarray(0, length)]);
      end = part.length;
      this.#begun = null;
    }
    let at = 0;
    while (end - at >= 2) {
      const short = part[at + 1]!;
      const head = short === 126 ? 4 : 2;
      if (end - at < head) break;
      if (short > 126) throw new Error('The server sends a frame that is too long, or masked.');
      const body = at + head;
      const next = body + (short === 126 ? part.readUInt16BE(at + 2) : short);
      if (next > end) break;
      this.#hear(part, part[at]!, body, next);
      at = next;
    }
    if (at < end) this.#begun = Buffer.from(part.subarray(at, end));
  }

  #hear(bytes: Buffer, kind: number, start: number, end: number): void {
    if (kind === TEXT) return this.#listener.text(bytes, start, end);
    if (kind === PING) return this.#listener.ping(frame(PONG, bytes.subarray(start, end)));
    if (kind === CLOSE) {
      return this.#listener.close(end > start ? bytes.readUInt16BE(start) : 1005, bytes.toString('utf8', start + 2, end));
    }
    throw new Error(`The server sends a frame of an unknown kind: ${kind}.`);
  }
}

/** A message of a client, masked as it has to be (§5.3), with the key that changes nothing. */
export const textFrame = (text: string): Buffer => frame(TEXT, Buffer.from(text));

function frame(kind: number, body: Buffer): Buffer {
  const size = body.length < 126 ? [MASKED | body.length] : [MASKED | 126, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([kind, ...size, 0, 0, 0, 0]), body]);
}
