import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Opcodes of RFC 6455 §5.2. */
export const opcodes = { CONTINUATION: 0, TEXT: 1, BINARY: 2, CLOSE: 8, PING: 9, PONG: 10 } as const;

/** A frame as clients send it, masked with zeros. */
export function frame(
  content: string | object | Buffer,
  opcode: number = opcodes.TEXT,
  { fin = true, masked = true } = {},
): Buffer {
  const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
  const payload = Buffer.from(text as string);
  const { length } = payload;
  const mask = masked ? 0x80 : 0;
  const first = (fin ? 0x80 : 0) | opcode;
  let head: Buffer;
  if (length < 126) head = Buffer.from([first, mask | length]);
  else if (length < 65_536) head = Buffer.from([first, mask | 126, length >> 8, length & 255]);
  else {
    head = Buffer.alloc(10);
    head.writeUInt16BE((first << 8) | mask | 127);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0), payload]);
}

const both = [() => true, () => false] as const;

/** A socket of a client that keeps to no rules: it writes any bytes, in one piece, and reads when it is told to. */
export class RawSocket {
  /** With which the server has closed; 1006 when it did not say. Null while it is open. */
  closeCode: number | null = null;
  readonly messages: { type: string; id?: string; payload?: any }[] = [];
  private unread = Buffer.alloc(0);
  private told = 1006;
  private readonly closing: Promise<unknown>;

  private constructor(readonly tcp: Socket) {
    tcp.setNoDelay();
    tcp.on('error', () => undefined).on('data', (chunk: Buffer) => this.read(chunk));
    this.closing = new Promise<void>((resolve) =>
      tcp.once('close', () => {
        this.closeCode = this.told;
        resolve();
      }),
    );
  }

  /** Opens one, with the upgrade answered. @throws Error when it is not answered 101. */
  static async open(url: string, protocol = 'graphql-transport-ws'): Promise<RawSocket> {
    const { hostname, port, host } = new URL(url);
    const tcp = connect(Number(port), hostname);
    tcp.write(
      `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: ${protocol}\r\n\r\n`,
    );
    let answer = '';
    while (!answer.includes('\r\n\r\n')) answer += ((await once(tcp, 'data')) as [Buffer])[0].toString('latin1');
    const end = answer.indexOf('\r\n\r\n') + 4;
    if (!answer.startsWith('HTTP/1.1 101 ')) throw new Error(answer);
    const socket = new RawSocket(tcp);
    socket.read(Buffer.from(answer.slice(end), 'latin1'));
    return socket;
  }

  /** Opens one, and says who it is. */
  static async introduced(url: string, token: string | null = null): Promise<RawSocket> {
    const socket = await RawSocket.open(url);
    socket.say({ type: 'connection_init', payload: token === null ? {} : { authorization: `Bearer ${token}` } });
    await socket.hears('connection_ack');
    return socket;
  }

  say(message: object): void {
    this.tcp.write(frame(message));
  }

  /** A message of that type, once it has come. */
  async hears(type: string): Promise<{ type: string; payload?: any }> {
    for (;;) {
      const found = this.messages.find((message) => message.type === type);
      if (found) return found;
      if (this.closeCode !== null) throw new Error(`The socket was closed with ${this.closeCode}.`);
      await this.next();
    }
  }

  /** Waits until something more has come, or it is closed. */
  async next(): Promise<void> {
    await Promise.race([once(this.tcp, 'data').catch(() => undefined), this.closing]);
  }

  stopReading(): void {
    this.tcp.pause();
  }

  /** Writes bytes. @returns whether the other side took them, within so many milliseconds and before it closed. */
  async write(bytes: Buffer, patience: number): Promise<boolean> {
    if (this.tcp.writable && this.tcp.write(bytes)) return new Promise((resolve) => setImmediate(resolve, true));
    return this.taken(patience);
  }

  /** The same of all that was written, when not all of it was taken yet. */
  async taken(patience: number): Promise<boolean> {
    const over = AbortSignal.timeout(patience);
    const closed = this.closing.then(() => false);
    return Promise.race([once(this.tcp, 'drain', { signal: over }).then(...both), closed]);
  }

  /** Reads on, and leaves nothing to say. @returns with which code the server closes. */
  async closed(): Promise<number> {
    this.tcp.resume();
    await this.closing;
    return this.closeCode!;
  }

  destroy(): void {
    this.tcp.destroy();
  }

  /** Frames of servers are not masked. */
  private read(chunk: Buffer): void {
    this.unread = Buffer.concat([this.unread, chunk]);
    for (;;) {
      const { unread } = this;
      if (unread.length < 2) return;
      const short = unread[1]! & 127;
      const at = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (unread.length < at) return;
      const length = short === 126 ? unread.readUInt16BE(2) : short === 127 ? Number(unread.readBigUInt64BE(2)) : short;
      if (unread.length < at + length) return;
      this.hear(unread[0]! & 15, unread.subarray(at, at + length));
      this.unread = unread.subarray(at + length);
    }
  }

  private hear(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.CLOSE) {
      this.told = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.tcp.end();
    }
    if (opcode === opcodes.TEXT && this.messages.length < 10_000) this.messages.push(JSON.parse(payload.toString()));
  }
}
