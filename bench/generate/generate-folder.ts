import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fileRows, membershipRows, organizationRows, projectRows, userRows, type Fields } from './rows.ts';
import { makeWorld, type Sizes } from './world.ts';

/** Characters that are compressed at once. */
const PORTION = 64 * 1024;

const tables = {
  users: userRows,
  organizations: organizationRows,
  memberships: membershipRows,
  projects: projectRows,
  files: fileRows,
};

/** What was written: rows of each file, without its header. */
export type Written = Record<keyof typeof tables, number>;

/**
 * Writes a folder for `atrium import`: five .csv.gz files with the skew of the real world, as Debian's archive shows it.
 * The same seed and sizes make the same bytes. Memory grows by 4 bytes a project, and with the number of memberships.
 */
export async function generateFolder(directory: string, sizes: Sizes): Promise<Written> {
  await mkdir(directory, { recursive: true });
  const world = makeWorld(sizes);
  const written = {} as Written;
  for (const kind of Object.keys(tables) as (keyof Written)[]) {
    let rows = -1;
    const counted = function* (): Generator<string> {
      let portion = '';
      for (const fields of tables[kind](world)) {
        rows++;
        portion += `${csvLine(fields)}\n`;
        if (portion.length < PORTION) continue;
        yield portion;
        portion = '';
      }
      yield portion;
    };
    await pipeline(counted, createGzip(), createWriteStream(join(directory, `${kind}.csv.gz`)));
    written[kind] = rows;
  }
  return written;
}

const csvLine = (fields: Fields) => fields.map(csvField).join(',');

/** RFC 4180 §2.6 and §2.7. */
function csvField(field: string | number): string {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
