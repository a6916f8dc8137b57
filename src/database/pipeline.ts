import type { Socket } from 'node:net';
import pg from 'pg';
import { rowTypes } from './row-types.js';
import type { Statement } from './row-source.js';

export interface PipelineOptions {
  connection: pg.ClientConfig;
  /** Sets up a connection before anything is asked on it, which waits for what it returns. */
  onConnect: (client: pg.ClientBase) => unknown;
}

/** Milliseconds until a connection that could not be made, or that broke, is tried again. */
const AGAIN_AFTER = 1_000;

/**
 * A connection on which statements are sent without waiting for the answers to those before (PostgreSQL's documentation, "Extended
 * query protocol", pipelining; each has a `Sync` of its own, so that one's error is not another's). What is asked in one turn of the
 * event loop leaves in one write.
 */
export class Pipeline {
  private client: pg.Client | null = null;
  private opening: Promise<void> | null = null;
  private waitsUntil = 0;
  private closed = false;
  private held = false;
  /** Statements that are not answered yet. */
  onTheirWay = 0;

  constructor(private readonly options: PipelineOptions) {}

  /** Whether it can be asked now. If not, it will be able to soon, if the database is there. */
  get ready(): boolean {
    if (this.client === null && this.opening === null && !this.closed && performance.now() >= this.waitsUntil) {
      this.opening = this.open().finally(() => (this.opening = null));
    }
    return this.client !== null;
  }

  /** To be called when it is ready. @throws when the connection breaks before the answer. */
  rows<T extends object>({ text, values, name }: Statement): Promise<T[]> {
    const client = this.client!;
    // Alone it leaves at once.
    if (this.onTheirWay++ > 0) this.hold(client);
    return new Promise((resolve, reject) => {
      const config = { text, name, values: values as unknown[], types: rowTypes };
      client.query<T>(config as pg.QueryConfig, (error: Error | null, result?: pg.QueryResult<T>) => {
        this.onTheirWay--;
        if (error) reject(error);
        else resolve(result!.rows);
      });
    });
  }

  /** Breaks it: nobody waits for an answer any longer. It is opened again when it is needed. */
  interrupt(): void {
    if (this.client) streamOf(this.client).destroy();
  }

  /** Answers what is on its way. */
  async close(): Promise<void> {
    this.closed = true;
    await this.opening;
    await this.client?.end();
  }

  private async open(): Promise<void> {
    const client = new pg.Client({ ...this.options.connection, pipeline: true });
    client.on('error', () => undefined);
    client.once('end', () => this.forget(client));
    try {
      await client.connect();
      await this.options.onConnect(client);
      this.client = client;
      if (this.closed) await client.end();
    } catch {
      // Whoever asks meanwhile asks elsewhere, and hears there what is wrong.
      this.waitsUntil = performance.now() + AGAIN_AFTER;
      await client.end().catch(() => undefined);
    }
  }

  private forget(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = null;
    this.waitsUntil = performance.now() + AGAIN_AFTER;
  }

  private hold(client: pg.Client): void {
    if (this.held) return;
    this.held = true;
    const stream = streamOf(client);
    stream.cork();
    setImmediate(() => {
      this.held = false;
      stream.uncork();
    });
  }
}

/** Set as long as the client lives, and not in its types. */
const streamOf = (client: pg.Client) => (client as unknown as { connection: { stream: Socket } }).connection.stream;
