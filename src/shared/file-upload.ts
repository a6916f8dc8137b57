import type { Readable } from 'node:stream';

/** A file of a multipart request, which may still be coming in. */
export interface FileUpload {
  /** As the client calls it, and the type that it claims. */
  filename: string;
  mimetype: string;
  /** The content from its beginning, as often as it is asked for while the request lasts. @throws UploadError when it broke off. */
  createReadStream(): Readable;
}

/** Why a file cannot be received; the client's fault when the HTTP status is below 500. */
export class UploadError extends Error {
  override readonly name = 'UploadError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What stands in the variables of a multipart request in the place of a file: the scalar Upload takes its promise. */
export class UploadPart {
  readonly promise: Promise<FileUpload>;
  readonly resolve: (file: FileUpload) => void;
  readonly reject: (error: Error) => void;

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<FileUpload>();
    this.promise = promise;
    this.resolve = resolve;
    this.reject = reject;
    // Nobody may ever wait for it.
    promise.catch(() => undefined);
  }
}
