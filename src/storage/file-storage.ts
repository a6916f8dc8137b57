import type { Readable } from 'node:stream';

/** Bytes that were stored. */
export interface StoredContent {
  /** How many bytes. */
  size: number;
  /** Of the bytes, in lower-case hex. */
  sha256: string;
  /** Recognised from the content; `application/octet-stream` when it is not. */
  mimeType: string;
}

/** Where the bytes of files lie. Keys are made by us, never by clients. */
export interface FileStorage {
  /**
   * Stores what the stream brings, as it comes. Nothing stays when the stream fails or is longer than `maxBytes`.
   * @throws ContentTooLarge
   */
  write(key: string, content: Readable, maxBytes: number): Promise<StoredContent>;

  /** The bytes from `start` to `end`, both included; all unless told. @throws ContentMissing */
  read(key: string, range?: { start: number; end: number }): Promise<Readable>;

  /** Removes the bytes; none there is no failure. @returns whether there were any. */
  remove(key: string): Promise<boolean>;
}

/** A storage that can be looked through. */
export interface ListedFileStorage extends FileStorage {
  /** How many bytes are stored under a key; null when none are. */
  sizeOf(key: string): Promise<number | null>;

  /** All that is stored, in no order. */
  list(): AsyncIterable<ListedContent>;
}

/** Something that lies in a storage. */
export interface ListedContent {
  /** Null for what is no stored content of ours. */
  key: string | null;
  /** Where it lies, for a person. */
  place: string;
  size: number;
  modifiedAt: Date;
}

export class ContentTooLarge extends Error {
  override readonly name = 'ContentTooLarge';
}

export class ContentMissing extends Error {
  override readonly name = 'ContentMissing';
}
