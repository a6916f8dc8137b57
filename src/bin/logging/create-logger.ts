import { write } from 'node:fs';
import type { FastifyRequest } from 'fastify';
import { pino, type Logger } from 'pino';
import type { Config } from '../../config/config.js';
import { LineWriter } from './line-writer.js';
import { openFile, openFirstFile, openStandard } from './open-destination.js';
import { Outage } from './outage.js';
import { describeSystemError } from '../../shared/system-error.js';

/** The log of a process. */
export interface ProcessLog {
  logger: Logger;
  /** Opens the log file anew, after an operator has moved it. The old one stays in use when that fails; then so it is told. */
  reopen(): Promise<void>;
  /** Writes what waits, for at most a second. Lines that are logged afterwards are lost. */
  close(): Promise<void>;
}

/**
 * Structured logs, one JSON object a line, to `LOG_FILE` or standard output. A line is written a moment after it was logged: no
 * request waits for the disk, and none fails with it.
 *
 * @param tell where operators are told that the log itself is in trouble
 * @throws StartError when the file cannot be opened
 */
export async function createLogger({ log: { level, file } }: Config, tell?: (line: string) => void): Promise<ProcessLog> {
  tell ??= await standardError();
  const outage = new Outage(file ?? 'standard output', tell);
  const writer = new LineWriter(file === null ? await openStandard(1) : await openFirstFile(file), {
    onFailure: (error) => outage.failed(error),
    onDrop: () => outage.drop(),
    onCaughtUp: () => outage.end(),
    gap: lineOfGap,
  });
  const logger = pino({ level, serializers: { req: describe }, base: null }, { write: (line: string) => writer.write(line) });
  const flush = () => writer.flushSync();
  process.on('exit', flush);

  const openAnew = async () => {
    if (file === null) return;
    try {
      writer.moveTo(await openFile(file));
    } catch (error) {
      const line = `LOG_FILE ${file} cannot be opened anew: ${describeSystemError(error)}. The log goes on in the file that was open before.`;
      tell(line);
      logger.error({ err: error }, line);
    }
  };
  let opening = Promise.resolve();
  return {
    logger,
    reopen: () => (opening = opening.then(openAnew)),
    async close() {
      const lost = await writer.close();
      process.off('exit', flush);
      if (lost > 0) tell(`The log could not be written to ${file ?? 'standard output'} to its end; lines lost: ${lost}.`);
    },
  };
}

/** Standard error, for lines that nobody waits for and that may be lost. */
async function standardError(): Promise<(line: string) => void> {
  const descriptor = await openStandard(2);
  return (line) => write(descriptor, `${line}\n`, () => undefined);
}

/** A line that stands where others are missing, at whatever level is logged. */
function lineOfGap(lines: number): string {
  let text = '';
  pino({ base: null }, { write: (line: string) => (text = line) }).warn({ lines }, 'lines of the log were dropped here');
  return text;
}

/** What is told of a request. No header is: there are tokens and cookies in them. */
const describe = ({ method, url, host, ip, socket }: FastifyRequest) => ({
  method,
  url,
  host,
  remoteAddress: ip,
  remotePort: socket?.remotePort,
});
