import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { FrameReader, textFrame, type HearText } from './frames.ts';

const HEAD_END = Buffer.from('\r\n\r\n');

/** Read into by all sockets: what is read is looked at before the next one reads. */
const shared = Buffer.allocUnsafe(64 * 1024);

export interface LiveSocketOptions {
  port: number;
  token: string;
  /** What is subscribed to. */
  payload: object;
  /** Hears each message after the acknowledgement. */
  hear: HearText;
  /** It is over, though nobody here wanted it. */
  broken: (why: string) => void;
}

/**
 * One subscription over graphql-transport-ws. It does as little as can be done, since what the listeners spend the server beside
 * them lacks.
 */
export class LiveSocket {
  readonly #options: LiveSocketOptions;
  readonly #socket: Socket;
  readonly #frames: FrameReader;
  readonly #subscribed = Promise.withResolvers<void>();
  #stage: 'upgrading' | 'greeting' | 'subscribed' | 'over' = 'upgrading';
  #head = Buffer.alloc(0);

  constructor(options: LiveSocketOptions) {
    this.#options = options;
    this.#frames = new FrameReader({
      text: (bytes, start, end) => this.#hear(bytes, start, end),
      ping: (pong) => void this.#socket.write(pong),
      close: (code, reason) => this.#break(`closed with ${code} ${reason}`),
    });
    const onread = { buffer: shared, callback: (length: number, bytes: Uint8Array) => this.#read(length, bytes as Buffer) };
    this.#socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true, onread });
    this.#socket.on('connect', () => this.#socket.write(upgrade(options.port)));
    this.#socket.on('error', (error) => this.#break(error.message));
    this.#socket.on('close', () => this.#break('hung up'));
  }

  /** When it has asked for the subscription. */
  get subscribed(): Promise<void> {
    return this.#subscribed.promise;
  }

  close(): void {
    this.#stage = 'over';
    this.#socket.destroy();
  }

  #read(length: number, bytes: Buffer): boolean {
    try {
      if (this.#stage === 'upgrading') this.#upgraded(Buffer.from(bytes.subarray(0, length)));
      else if (this.#stage !== 'over') this.#frames.take(bytes, length);
    } catch (error) {
      this.#break((error as Error).message);
    }
    return true;
  }

  #upgraded(bytes: Buffer): void {
    this.#head = Buffer.concat([this.#head, bytes]);
    const end = this.#head.indexOf(HEAD_END);
    if (end === -1) return;
    if (!this.#head.toString('latin1', 0, end).startsWith('HTTP/1.1 101 ')) {
      return this.#break(this.#head.toString('utf8', 0, 300));
    }
    this.#stage = 'greeting';
    this.#send({ type: 'connection_init', payload: { authorization: `Bearer ${this.#options.token}` } });
    const rest = this.#head.subarray(end + HEAD_END.length);
    this.#frames.take(rest, rest.length);
  }

  #hear(bytes: Buffer, start: number, end: number): void {
    if (this.#stage === 'subscribed') return this.#options.hear(bytes, start, end);
    const text = bytes.toString('utf8', start, end);
    if (!text.startsWith('{"type":"connection_ack"')) return this.#break(text);
    this.#stage = 'subscribed';
    this.#send({ id: '1', type: 'subscribe', payload: this.#options.payload });
    return this.#subscribed.resolve();
  }

  #send(message: object): void {
    this.#socket.write(textFrame(JSON.stringify(message)));
  }

  #break(why: string): void {
    if (this.#stage === 'over') return;
    this.close();
    this.#options.broken(why);
    this.#subscribed.reject(new Error(why));
  }
}

const upgrade = (port: number) =>
  [
    'GET /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
    'sec-websocket-protocol: graphql-transport-ws',
    '\r\n',
  ].join('\r\n');
