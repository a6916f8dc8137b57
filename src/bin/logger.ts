import type { FastifyRequest } from 'fastify';
import { pino, type Logger } from 'pino';
import type { Config } from '../config/config.js';

/** Lines are written together once they have so many bytes, or after so many milliseconds. */
const TOGETHER = { minLength: 32 * 1024, maxWrite: 64 * 1024, periodicFlush: 100 };

/**
 * Structured logs, one JSON object a line. A line is written a moment after it was logged, or when the process ends: no request
 * waits for the disk.
 */
export function createLogger({ log }: Config): Logger {
  const options = { level: log.level, serializers: { req: describe }, base: null };
  const destination = log.file === null ? { dest: 1 } : { dest: log.file, mkdir: true };
  const lines = pino.destination({ ...destination, sync: false, contentMode: 'buffer', ...TOGETHER });
  // In its other mode, which takes text, all that waits to be written is measured again for each line.
  const bytes = { write: (line: string) => void lines.write(Buffer.from(line) as never), flushSync: () => lines.flushSync() };
  return pino(options, bytes);
}

/** What is told of a request. No header is: there are tokens and cookies in them. */
const describe = ({ method, url, host, ip, socket }: FastifyRequest) => ({
  method,
  url,
  host,
  remoteAddress: ip,
  remotePort: socket?.remotePort,
});
