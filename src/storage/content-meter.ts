import { createHash } from 'node:crypto';
import { ContentTooLarge, type StoredContent } from './file-storage.js';
import { recogniseType, SAMPLE_BYTES } from './recognise-type.js';

/** Counts, hashes and looks at bytes on their way, holding none back but the first few. */
export class ContentMeter {
  private readonly hash = createHash('sha256');
  private readonly sample: Buffer[] = [];
  private sampled = 0;
  private size = 0;

  constructor(private readonly maxBytes: number) {}

  /** A step of a pipeline. @throws ContentTooLarge at the first byte too many. */
  async *pass(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.take(chunk);
      yield chunk;
    }
  }

  /** What has passed; to be asked once, at the end. */
  async result(): Promise<StoredContent> {
    const mimeType = await recogniseType(Buffer.concat(this.sample), this.size <= SAMPLE_BYTES);
    return { size: this.size, sha256: this.hash.digest('hex'), mimeType };
  }

  private take(chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.maxBytes) throw new ContentTooLarge(`There are more than ${this.maxBytes} bytes.`);
    this.hash.update(chunk);
    if (this.sampled >= SAMPLE_BYTES) return;
    const part = Buffer.from(chunk.subarray(0, SAMPLE_BYTES - this.sampled));
    this.sample.push(part);
    this.sampled += part.length;
  }
}
