import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import Upload from 'graphql-upload/Upload.mjs';
import { badInput } from '../../shared/errors.js';

/** A request of GraphQL, by whichever way it came. */
export interface AskedOperation {
  document: string;
  operationName?: string | null | undefined;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What is asked, as text: the same for the same, in whichever order its variables stand. A file stands there as a number. */
export interface Asked {
  body: string;
  /** Each once, however many variables it stands for. */
  uploads: readonly Upload[];
}

/** @throws RequestError BAD_USER_INPUT when variables are nested more deeply than can be read. */
export function readAsked({ document, operationName, variables }: AskedOperation): Asked {
  const uploads: Upload[] = [];
  const ordered = (_name: string, value: unknown): unknown => {
    if (value instanceof Upload) return { upload: uploads.includes(value) ? uploads.indexOf(value) : uploads.push(value) - 1 };
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  try {
    return { body: JSON.stringify([document, operationName ?? null, variables ?? {}], ordered), uploads };
  } catch (error) {
    if (error instanceof RangeError) throw badInput('The variables are nested too deeply.');
    throw error;
  }
}

/** The SHA-256 of all files with their names and declared types, once they have come in; null without files. */
export async function hashOfUploads(uploads: readonly Upload[]): Promise<string | null> {
  if (uploads.length === 0) return null;
  const files = createHash('sha256');
  for (const { promise } of uploads) {
    const { filename, mimetype, createReadStream } = await promise;
    const content = createHash('sha256');
    await pipeline(createReadStream(), content);
    files.update(JSON.stringify([filename, mimetype, content.digest('base64')]));
  }
  return files.digest('base64');
}
