import { pino, type Logger } from 'pino';
import type { Config } from '../config/config.js';

/** Lines are written together once they have so many characters, or after so many milliseconds. */
const TOGETHER = { minLength: 32 * 1024, maxWrite: 64 * 1024, periodicFlush: 100 };

/**
 * Structured logs, one JSON object a line, without what tokens and cookies say. A line is written a moment after it was logged, or
 * when the process ends: no request waits for the disk.
 */
export function createLogger({ log }: Config): Logger {
  const options = { level: log.level, redact: ['req.headers.authorization', 'req.headers.cookie'], base: null };
  const destination = log.file === null ? { dest: 1 } : { dest: log.file, mkdir: true };
  return pino(options, pino.destination({ ...destination, sync: false, ...TOGETHER }));
}
