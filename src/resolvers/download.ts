import type { FileVersionEntity } from '../entities/relational/file-version.entity.js';
import type { Disposition } from '../schema/enums/file.js';
import type { SignedUrl } from '../schema/types/signed-url.js';
import type { RequestContext } from './request-context.js';

/** A link to the content of a version under the name of its file; null when it has none. */
export function downloadOf(
  { links }: RequestContext,
  name: string,
  { storageKey, mimeType, size }: Pick<FileVersionEntity, 'storageKey' | 'mimeType' | 'size'>,
  disposition: Disposition | null,
): SignedUrl | null {
  return storageKey === null
    ? null
    : links.sign({ versionKey: storageKey, name, mimeType, size, disposition: disposition ?? 'ATTACHMENT' });
}
