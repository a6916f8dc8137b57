import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Client } from './client.js';
import { createFolder } from './operations.js';

/** A folder that was asked for, and what became of that; times are those of `performance.now()`. */
export interface Writing {
  /** Before it was asked for the first time. */
  began: number;
  /** When it was acknowledged. */
  acknowledged: number;
  /** Null when all that is known is that it is there: the answer was lost. */
  folderId: string | null;
  name: string;
}

/** After these one asks again, with the same key. */
const PASSING = ['SERVICE_UNAVAILABLE', 'TIMEOUT'];
const AGAIN_AFTER = 50;
/** Longer than a dead server holds a key, twice over. */
const PATIENCE = 45_000;

/**
 * Makes a folder, however often servers die meanwhile: what was not acknowledged is asked again with the same idempotency key.
 * @throws what is neither done nor away for a moment, e.g. when the folder is there already.
 */
export async function writePersistently(
  client: Client,
  input: { parentId: string; name: string },
  signal: AbortSignal,
): Promise<Writing> {
  const headers = { 'idempotency-key': randomUUID() };
  const began = performance.now();
  for (;;) {
    const answer = await attempt(client, input, headers);
    const { data, errors } = answer ?? {};
    const code = errors?.[0]?.extensions.code;
    if (code === 'IDEMPOTENCY_ANSWER_LOST' || data?.createFolder?.folder) {
      const folderId = (data?.createFolder.folder.id as string | undefined) ?? null;
      return { began, acknowledged: performance.now(), folderId, name: input.name };
    }
    if (answer && !PASSING.includes(code ?? '')) throw new Error(`${input.name}: ${JSON.stringify(answer)}`);
    signal.throwIfAborted();
    if (performance.now() > began + PATIENCE) throw new Error(`${input.name} was not acknowledged: ${JSON.stringify(answer)}`);
    await sleep(AGAIN_AFTER);
  }
}

/** The answer; undefined when there was none, or none of a server. */
const attempt = (client: Client, input: object, headers: Record<string, string>): Promise<Answer<any> | undefined> =>
  client.send<any>(createFolder, { input }, headers).catch(() => undefined);
