import type { Logger } from 'pino';

/**
 * The last net of a server. A promise that nobody waited for has failed alone: that is logged, and the server goes on. After an
 * exception that nobody caught, something may be half done (Node's documentation, process, 'uncaughtException'): that is logged, and the
 * server is to end, with what is in flight answered.
 */
export function catchTheRest(log: Pick<Logger, 'error' | 'fatal'>, end: () => void): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'nobody waited for what failed'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'nobody caught this: the server ends');
    end();
  });
}
