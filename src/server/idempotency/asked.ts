import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { UploadPart } from '../../shared/file-upload.js';

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
  uploads: readonly UploadPart[];
}

/** @param operation that passed the gate: its variables are no deeper than their types. */
export function readAsked({ document, operationName, variables }: AskedOperation): Asked {
  const uploads: UploadPart[] = [];
  const ordered = (_name: string, value: unknown): unknown => {
    if (value instanceof UploadPart)
      return { upload: uploads.includes(value) ? uploads.indexOf(value) : uploads.push(value) - 1 };
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return { body: JSON.stringify([document, operationName ?? null, variables ?? {}], ordered), uploads };
}

/** The SHA-256 of all files with their names and declared types, once they have come in; null without files. */
export async function hashOfUploads(uploads: readonly UploadPart[]): Promise<string | null> {
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
