import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Milliseconds in which the answer has to be taken. */
const PATIENCE = 5_000;

/** Answers on a connection that no request handler serves with an error, in JSON like all others, and closes it. */
export function refuseRaw(socket: Duplex, status: number, code: string, message: string): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  // One that breaks now must not be an error that nobody hears.
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const impatience = setTimeout(() => socket.destroy(), PATIENCE).unref();
  socket.once('close', () => clearTimeout(impatience));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
