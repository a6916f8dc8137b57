import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../config/config.js';
import { RelationalDatabase } from '../../database/relational-database.js';

export async function replicas({ database: { url, replicaUrls } }: Config): Promise<string> {
  if (url === null || replicaUrls.length === 0) return 'not configured; all is read from the primary';
  const opened = await RelationalDatabase.open({ url, replicaUrls, poolSize: 1 });
  try {
    const leftOut = () => opened.replicaStates.filter(({ trouble }) => trouble !== null);
    // One that has not come quite up to this moment has in the next.
    for (let looks = 0; looks < 3 && (looks === 0 || leftOut().length > 0); looks++) {
      await delay(looks * 500);
      await opened.lookAtReplicas();
    }
    if (leftOut().length > 0)
      throw new Error(
        leftOut()
          .map(({ name, trouble }) => `${name}: ${trouble}`)
          .join('; '),
      );
    return `${replicaUrls.length} keep up`;
  } finally {
    await opened.close();
  }
}
