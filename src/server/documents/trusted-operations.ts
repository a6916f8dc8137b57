import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { stripIgnoredCharacters } from 'graphql';
import { StartError } from '../../shared/errors.js';
import { documentLimits } from '../document-limits.js';

/** The documents of a manifest: the only ones that are run when operations must be trusted. */
export class TrustedOperations {
  private readonly texts = new Set<string>();
  /** Texts of the manifest by what is left of them without spaces, commas and comments. */
  private readonly stripped = new Map<string, string>();

  /** @param manifest the text of each document by its hash, in hexadecimal digits. */
  constructor(private readonly manifest: ReadonlyMap<string, string>) {
    for (const text of manifest.values()) {
      this.texts.add(text);
      this.stripped.set(stripIgnoredCharacters(text), text);
    }
  }

  /** @param hash 64 hexadecimal digits in lower case. */
  byHash(hash: string): string | undefined {
    return this.manifest.get(hash);
  }

  /** Spaces, commas and comments do not count. */
  byText(text: string): string | undefined {
    if (this.texts.has(text)) return text;
    if (text.length > documentLimits.bytes) return undefined;
    try {
      return this.stripped.get(stripIgnoredCharacters(text));
    } catch {
      return undefined;
    }
  }
}

/**
 * Reads a manifest: a JSON object of documents by their SHA-256, as code generators write it with the option
 * `persistedDocuments`. @throws StartError that says what is wrong with the file.
 */
export async function loadTrustedOperations(file: string): Promise<TrustedOperations> {
  const cannot = (why: string) => new StartError(`ATRIUM_TRUSTED_OPERATIONS_FILE is ${JSON.stringify(file)}, which ${why}.`);
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw cannot(error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`);
  });
  const manifest = new Map<string, string>();
  for (const [key, text] of Object.entries(parsed(content) ?? {})) {
    const hash = key.replace(/^sha256:/, '').toLowerCase();
    if (typeof text !== 'string') throw cannot(`has no text under ${JSON.stringify(key.slice(0, 80))}`);
    if (createHash('sha256').update(text).digest('hex') !== hash)
      throw cannot(`has a document under ${JSON.stringify(key.slice(0, 80))}, which is not its SHA-256`);
    manifest.set(hash, text);
  }
  if (manifest.size === 0) throw cannot('is no JSON object of documents by their SHA-256');
  try {
    return new TrustedOperations(manifest);
  } catch {
    throw cannot('has a document that is no GraphQL');
  }
}

function parsed(content: string): object | null {
  try {
    const manifest: unknown = JSON.parse(content);
    return typeof manifest === 'object' && !Array.isArray(manifest) ? manifest : null;
  } catch {
    return null;
  }
}
