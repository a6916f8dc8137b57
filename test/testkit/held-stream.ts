import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client as WsClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Client } from './client.js';

/** An event as a held stream heard it, and when (as `performance.now()` tells it). */
export interface HeardActivity {
  id: string;
  type: string;
  subjectId: string;
  at: number;
}

const AGAIN_AFTER = 50;
/** What no second attempt mends. */
const FINAL = ['BAD_USER_INPUT', 'CURSOR_EXPIRED', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED'];

/** A stream of activities that is never given up: whenever it breaks, it goes on after the last cursor, on a socket of its own. */
export class HeldStream {
  readonly heard: HeardActivity[] = [];
  /** How often it had to begin anew. */
  breaks = 0;
  /** Why it cannot go on. */
  failure: unknown = null;
  private ending = false;
  private client!: WsClient;
  private readonly held: Promise<void>;

  /** @param after the cursor after which it begins. */
  constructor(
    private readonly person: Client,
    private readonly field: 'projectActivity(projectId: $id' | 'organizationActivity(organizationId: $id',
    private readonly id: string,
    private after: string,
  ) {
    this.held = this.hold();
  }

  /** Breaks it off as a bad network does; it comes back by itself. */
  interrupt(): void {
    this.client.terminate();
  }

  async close(): Promise<void> {
    this.ending = true;
    await this.client.dispose();
    await this.held;
  }

  private async hold(): Promise<void> {
    for (; !this.ending && this.failure === null; this.breaks++) {
      await this.listen().catch(() => undefined);
      await sleep(AGAIN_AFTER);
    }
  }

  private async listen(): Promise<void> {
    const { url, token } = this.person;
    this.client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const query = `subscription ($id: ID!, $after: String) { told: ${this.field}, after: $after) { cursor activity { id type subjectId } } }`;
    const told = this.client.iterate<{ told: Told }>({ query, variables: { id: this.id, after: this.after } });
    try {
      for await (const { data, errors } of told) {
        const code = errors?.[0]?.extensions?.['code'] as string | undefined;
        if (code !== undefined && FINAL.includes(code)) this.failure = errors;
        if (!data) return;
        const { cursor, activity } = data.told;
        this.after = cursor;
        if (activity) this.heard.push({ ...activity, at: performance.now() });
      }
    } catch (error) {
      // Errors of the operation itself come so.
      const code = Array.isArray(error) ? (error[0]?.extensions?.code as string) : '';
      if (FINAL.includes(code)) this.failure = error;
    } finally {
      void this.client.dispose();
    }
  }
}

interface Told {
  cursor: string;
  activity: Omit<HeardActivity, 'at'> | null;
}
