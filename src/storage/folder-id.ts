import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../shared/errors.js';
import { makeFileOnce, readIfThere } from '../shared/make-file-once.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Another process may be writing it at this moment, on a file system without hard links: looks, 50 ms apart. */
const LOOKS = 20;

const fileOf = (folder: string) => join(folder, '.installation');

/**
 * The id of a folder of files, from its file `.installation`, which is made when there is none.
 * @throws StartError when it holds something else.
 */
export async function ensureFolderId(folder: string): Promise<string> {
  for (let looks = 1; ; looks++) {
    const text = (await makeFileOnce(fileOf(folder), () => `${randomUUID()}\n`)).toString().trim();
    if (UUID.test(text)) return text;
    if (looks === LOOKS) throw new StartError(`${fileOf(folder)} holds no id. Put back the file that was there, or remove it.`);
    await sleep(50);
  }
}

/** The id of a folder of files; null when it has none, or is not there. */
export async function readFolderId(folder: string): Promise<string | null> {
  const text = (await readIfThere(fileOf(folder)))?.toString().trim() ?? '';
  return UUID.test(text) ? text : null;
}
