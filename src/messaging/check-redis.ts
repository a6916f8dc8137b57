import { Redis } from 'ioredis';

/** What asking a Redis once came to. */
export interface RedisAnswer {
  /** Why it does not answer, in one line; null when it does. */
  trouble: string | null;
  /** Whether that is for the operator to mend: waiting does not. */
  isMisconfigured: boolean;
}

/** Milliseconds. */
const PATIENCE = 5_000;

/** Answers of a server that is there, with which it may be well again by itself. */
const TEMPORARY = /^(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|READONLY|ERR max number of clients)/;
/** Codes of Node and OpenSSL for a certificate that is not trusted, or for a server that speaks no TLS. */
const TLS = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/;

/** Connects to Redis once, as the user and to the database that the URL names, and asks for an answer. */
export async function checkRedis(url: string): Promise<RedisAnswer> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let first: Error | undefined;
  client.on('error', (error) => (first ??= error));
  try {
    await client.connect();
    await client.ping();
    // What the server says to a database that it does not have is told as an event alone.
    if (first) throw first;
    return { trouble: null, isMisconfigured: false };
  } catch (error) {
    const { name, message, code = '' } = (first ?? error) as Error & { code?: string };
    const isRefused = name === 'ReplyError' && !TEMPORARY.test(message);
    return {
      trouble: message || code || 'no answer',
      isMisconfigured: isRefused || name === 'ParserError' || TLS.test(code),
    };
  } finally {
    client.disconnect();
  }
}
