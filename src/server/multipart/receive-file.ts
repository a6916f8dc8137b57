import type { Readable } from 'node:stream';
import { WriteStream } from 'fs-capacitor';
import { UploadError, type FileUpload } from '../../shared/file-upload.js';

/** A file that comes in, kept until it is released so that it can be read more than once. */
export interface Incoming {
  file: FileUpload;
  /** Lets go of what was kept. */
  release(): void;
}

/** What the form's parser tells of a part with a file. */
export interface FilePart {
  content: Readable;
  filename: string;
  mimetype: string;
}

/**
 * Begins to keep a file, in a temporary file of its own.
 * @param brokenOff why the request ended before its time; null as long as it did not.
 */
export function receiveFile(
  { content, filename, mimetype }: FilePart,
  maxBytes: number,
  brokenOff: () => Error | null,
): Incoming {
  const kept = new WriteStream();
  let failure: Error | null = null;
  let released = false;
  const fail = (error: Error): void => {
    failure = error;
    content.unpipe();
    kept.destroy(error);
  };
  kept.on('error', () => {
    content.unpipe();
    content.resume();
  });
  content.on('limit', () => fail(new UploadError(413, `A file may have at most ${maxBytes} bytes.`)));
  content.on('error', (error) => fail(new UploadError(400, error.message)));
  content.pipe(kept);

  const createReadStream = (): Readable => {
    const error = failure ?? (released ? brokenOff() : null);
    if (error) throw error;
    return kept.createReadStream();
  };
  return {
    file: { filename, mimetype, createReadStream },
    release() {
      released = true;
      kept.release();
    },
  };
}
