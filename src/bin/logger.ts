import { pino, type Logger } from 'pino';
import type { Config } from '../config/config.js';

/** Structured logs, one JSON object a line, without what tokens and cookies say. */
export function createLogger({ log }: Config): Logger {
  const options = { level: log.level, redact: ['req.headers.authorization', 'req.headers.cookie'], base: null };
  return log.file === null ? pino(options) : pino(options, pino.destination({ dest: log.file, mkdir: true }));
}
