import { connect, type Socket } from 'node:net';

/** An answer as it came: its status and the bytes of its body. */
export interface Answer {
  status: number;
  body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

interface Head {
  status: number;
  /** Bytes up to the body. */
  size: number;
  /** Bytes of the body; null when it comes in chunks (RFC 9112 §7.1). */
  bodySize: number | null;
}

/**
 * One HTTP/1.1 connection that is kept alive and sends prepared requests, one after the other. It does as little as can be
 * done, since what the load generator spends the servers beside it lack.
 */
export class Connection {
  readonly #socket: Socket;
  #parts: Buffer[] = [];
  #size = 0;
  #head: Head | null = null;
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (part: Buffer) => this.#take(part));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket));
      });
    });
  }

  /** Sends the bytes of a whole request. One at a time. */
  exchange(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(part: Buffer): void {
    this.#parts.push(part);
    this.#size += part.length;
    this.#head ??= readHead(this.#whole());
    if (!this.#head) return;
    const { status, size, bodySize } = this.#head;
    if (bodySize === null) {
      if (this.#whole().subarray(-LAST_CHUNK.length).equals(LAST_CHUNK))
        this.#answer(status, joined(this.#whole().subarray(size)));
    } else if (this.#size >= size + bodySize) {
      this.#answer(status, this.#whole().subarray(size, size + bodySize));
    }
  }

  /** What has arrived of this answer, in one piece. */
  #whole(): Buffer {
    if (this.#parts.length > 1) this.#parts = [Buffer.concat(this.#parts, this.#size)];
    return this.#parts[0]!;
  }

  #answer(status: number, body: Buffer): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#head = null;
    this.#parts = [];
    this.#size = 0;
    waiting?.resolve({ status, body });
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }
}

function readHead(bytes: Buffer): Head | null {
  const end = bytes.indexOf(HEAD_END);
  if (end === -1) return null;
  const text = bytes.toString('latin1', 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  return {
    status: Number(text.slice(9, 12)),
    size: end + HEAD_END.length,
    bodySize: length === undefined ? null : Number(length),
  };
}

/** The body of a message that came in chunks. */
function joined(chunks: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = chunks.indexOf('\r\n', at);
    const size = Number.parseInt(chunks.toString('latin1', at, line), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(chunks.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
