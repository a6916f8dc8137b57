import { Redis } from 'ioredis';
import type { Config } from '../../config/config.js';

export async function redis({ redisUrl }: Config): Promise<string> {
  if (redisUrl === null) return 'not configured; subscriptions stay within one process';
  const client = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  let trouble: Error | undefined;
  client.on('error', (error) => (trouble = error));
  try {
    await client.connect();
    await client.ping();
    return 'answers';
  } catch (error) {
    throw trouble ?? error;
  } finally {
    client.disconnect();
  }
}
