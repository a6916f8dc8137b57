import { createClient, type Client as WsClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Client } from './client.js';

/** Waits until something holds, at most that many milliseconds. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, patience = 5_000): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`It did not happen within ${patience} ms.`);
}

/** What one subscription has heard so far. */
export class Heard {
  readonly events: any[] = [];
  readonly errors: { message: string; extensions: { code: string } }[] = [];
  completed = false;
  stop!: () => void;

  /** The first `count` events, once there are as many. */
  async atLeast(count: number): Promise<any[]> {
    await eventually(() => this.events.length >= count || undefined);
    return this.events;
  }
}

/** A socket of somebody, which holds any number of subscriptions. */
export class Socket {
  readonly client: WsClient;
  closeCode: number | null = null;

  constructor(url: string, token: string | null) {
    this.client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: true,
      ...(token !== null && { connectionParams: { authorization: `Bearer ${token}` } }),
      on: { closed: (event) => (this.closeCode = (event as { code: number }).code) },
    });
  }

  static of({ url, token }: Client): Socket {
    return new Socket(url, token);
  }

  /** Begins to hear. A moment is given for the server to listen. */
  async subscribe(query: string, variables?: Record<string, unknown>, operationName?: string): Promise<Heard> {
    const heard = new Heard();
    heard.stop = this.client.subscribe<Record<string, unknown>>(
      { query, ...(variables && { variables }), ...(operationName !== undefined && { operationName }) },
      {
        next: ({ data, errors }) => {
          if (errors) heard.errors.push(...(errors as never[]));
          else heard.events.push(Object.values(data!)[0]);
        },
        error: (errors) => {
          if (Array.isArray(errors)) heard.errors.push(...(errors as never[]));
        },
        complete: () => (heard.completed = true),
      },
    );
    await new Promise((resolve) => setTimeout(resolve, 150));
    return heard;
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}
