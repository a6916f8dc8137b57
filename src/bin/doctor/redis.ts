import type { Config } from '../../config/config.js';
import { checkRedis } from '../../messaging/check-redis.js';

export async function redis({ redisUrl }: Config): Promise<string> {
  if (redisUrl === null) return 'not configured; subscriptions stay within one process';
  const { trouble } = await checkRedis(redisUrl);
  if (trouble !== null) throw new Error(trouble);
  return 'answers';
}
