import type { IncomingMessage, ServerResponse } from 'node:http';
import busboy, { type Busboy } from 'busboy';
import { UploadError, type UploadPart } from '../../shared/file-upload.js';
import { noteSize } from '../large-requests.js';
import { MAX_FILES, MAX_OPERATIONS_BYTES, readMap, readOperations, tooManyFiles } from './form-fields.js';
import { receiveFile, type Incoming } from './receive-file.js';

/**
 * Reads a GraphQL multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec): the fields `operations` and
 * `map`, in this order, then the files.
 * @returns the operation as soon as both fields are there; the files go on coming in, for as long as the response is open.
 * @throws UploadError with the HTTP status of the answer.
 */
export function readForm(request: IncomingMessage, response: ServerResponse, maxFileBytes: number): Promise<object> {
  return new Promise((resolve, reject) => new Form(request, maxFileBytes, resolve, reject).read(response));
}

class Form {
  private operation: object | null = null;
  private operationBytes = 0;
  private parts: Map<string, UploadPart> | null = null;
  private readonly incoming: Incoming[] = [];
  private readonly arrived = new Set<UploadPart>();
  private failure: Error | null = null;

  constructor(
    private readonly request: IncomingMessage,
    private readonly maxFileBytes: number,
    private readonly resolve: (operation: object) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  read(response: ServerResponse): void {
    const { request } = this;
    let parser: Busboy;
    try {
      parser = this.parser();
    } catch (error) {
      return this.reject(new UploadError(400, (error as Error).message));
    }
    response.once('close', () => this.incoming.forEach((file) => file.release()));
    request.once('close', () => {
      if (!request.readableEnded) this.fail(new UploadError(499, 'The request broke off.'), parser);
    });
    request.pipe(parser);
  }

  private parser(): Busboy {
    const parser = busboy({
      headers: this.request.headers,
      defParamCharset: 'utf8',
      limits: {
        fields: 2,
        fieldSize: MAX_OPERATIONS_BYTES,
        files: MAX_FILES,
        // The parser cuts off what reaches its limit; whether there is a byte too many the storage finds.
        fileSize: this.maxFileBytes + 1,
        parts: 2 + MAX_FILES,
      },
    });
    const attempt = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        this.fail(error as Error, parser);
      }
    };
    parser.on('field', (name, value, { valueTruncated }) => attempt(() => this.field(name, value, valueTruncated)));
    parser.on('file', (name, content, { filename, mimeType: mimetype }) => {
      const part = this.parts?.get(name);
      if (part && !this.failure) return this.file(part, { content, filename: filename ?? '', mimetype });
      // The parser ends it with an error when it is stopped.
      content.on('error', () => undefined).resume();
      return this.parts ? undefined : this.fail(new UploadError(400, 'Files come after the field `map`.'), parser);
    });
    parser.once('filesLimit', () => this.fail(tooManyFiles(), parser));
    for (const limit of ['fieldsLimit', 'partsLimit'] as const)
      parser.once(limit, () =>
        this.fail(new UploadError(400, 'The form has more parts than `operations`, `map` and files.'), parser),
      );
    parser.once('finish', () => attempt(() => this.finish()));
    // There may be several.
    parser.on('error', (error: Error) =>
      this.fail(error instanceof UploadError ? error : new UploadError(400, error.message), parser),
    );
    return parser;
  }

  private field(name: string, value: string, truncated: boolean): void {
    if (this.failure) return;
    if (truncated) throw new UploadError(413, `A field may have at most ${MAX_OPERATIONS_BYTES} bytes.`);
    if (name === 'operations') {
      this.operationBytes = Buffer.byteLength(value);
      noteSize(this.request, this.operationBytes);
      this.operation = readOperations(value);
    } else if (name === 'map') {
      if (!this.operation) throw new UploadError(400, 'The field `map` comes after the field `operations`.');
      this.parts = readMap(value, this.operation);
      noteSize(this.operation, this.operationBytes + value.length);
      this.resolve(this.operation);
    }
  }

  private file(part: UploadPart, given: Parameters<typeof receiveFile>[0]): void {
    const incoming = receiveFile(given, this.maxFileBytes, () => this.failure);
    this.incoming.push(incoming);
    this.arrived.add(part);
    part.resolve(incoming.file);
  }

  private finish(): void {
    if (!this.operation) throw new UploadError(400, 'The form has no field `operations`.');
    if (!this.parts) throw new UploadError(400, 'The form has no field `map`.');
    this.rejectMissing(new UploadError(400, 'The request does not bring the file.'));
  }

  private fail(error: Error, parser: Busboy): void {
    if (this.failure) return;
    this.failure = error;
    this.rejectMissing(error);
    this.request.unpipe(parser);
    parser.destroy(error);
    // What still comes is thrown away; the parser may have paused it in this very turn.
    setImmediate(() => this.request.resume());
    this.reject(error);
  }

  private rejectMissing(error: Error): void {
    for (const part of this.parts?.values() ?? []) if (!this.arrived.has(part)) part.reject(error);
  }
}
