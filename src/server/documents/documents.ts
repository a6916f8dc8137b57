import { createHash } from 'node:crypto';
import { Lru } from '../../shared/lru.js';
import type { Prepare, PreparedDocument } from './prepare-document.js';
import { refuse, type Refusal } from './refusal.js';
import type { TrustedOperations } from './trusted-operations.js';

/** A document as a client names it: by its text, by the SHA-256 of its text in hexadecimal digits, or by both. */
export interface DocumentRequest {
  text?: string | undefined;
  hash?: string | undefined;
}

/** Characters of text, and for each document as many as a plan is worth: all in all some fifty bytes for each. */
const MAX_KEPT = 2 * 1024 * 1024;
const WEIGHT_OF_PLAN = 1_000;

/**
 * Prepares each distinct document once, as long as it is in use. Documents that are refused are not kept, so that nobody can
 * put out good ones with bad ones.
 */
export class Documents {
  private readonly prepared = new Lru<PreparedDocument>(MAX_KEPT);
  private readonly texts = new Lru<string>(MAX_KEPT);

  /** @param trusted the only documents that are run; null when any may be, and clients register texts by their hash. */
  constructor(
    private readonly prepare: Prepare,
    private readonly trusted: TrustedOperations | null,
  ) {}

  /** The same as `find` for what is prepared already, at the cost of looking it up; null for everything else. */
  known({ text, hash }: DocumentRequest): PreparedDocument | null {
    const named = text ?? (hash === undefined ? undefined : this.textOf(hash));
    if (named === undefined) return null;
    // The text stands under its hash only once it was found to have it.
    if (text !== undefined && hash !== undefined && !this.trusted && this.texts.get(hash) !== text) return null;
    return this.prepared.get(named) ?? null;
  }

  find(request: DocumentRequest): PreparedDocument | Refusal {
    return this.trusted ? this.findTrusted(request, this.trusted) : this.findAny(request);
  }

  private findTrusted({ text, hash }: DocumentRequest, trusted: TrustedOperations): PreparedDocument | Refusal {
    const known = text ? trusted.byText(text) : hash && trusted.byHash(hash);
    return known ? this.of(known) : refuse(400, 'OPERATION_NOT_TRUSTED', 'This server runs only operations that it knows.');
  }

  private findAny({ text, hash }: DocumentRequest): PreparedDocument | Refusal {
    if (!hash) return text ? this.of(text) : refuse(400, 'BAD_USER_INPUT', 'There is no `query`.');
    if (!text) {
      const known = this.textOf(hash);
      // Clients know the refusal by these words, and send the text.
      return known === undefined ? refuse(200, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound') : this.of(known);
    }
    if (sha256(text) !== hash) return refuse(400, 'BAD_USER_INPUT', 'The hash is not that of the document.');
    const found = this.of(text);
    if ('document' in found) this.texts.set(hash, text, text.length);
    return found;
  }

  private textOf(hash: string): string | undefined {
    return this.trusted ? this.trusted.byHash(hash) : this.texts.get(hash);
  }

  private of(text: string): PreparedDocument | Refusal {
    const known = this.prepared.get(text);
    if (known) return known;
    const made = this.prepare(text);
    if ('document' in made) this.prepared.set(text, made, text.length + WEIGHT_OF_PLAN);
    return made;
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
