import type { Overrides } from '../../../src/app.js';
import { Client } from '../client.js';
import { reference, type ReferenceParts } from './reference/reference.js';
import type { QueryAnswer } from './same-answer.js';
import type { Strategy, Variables } from './strategy.js';
import type { ViewerTokens } from './viewer-tokens.js';
import { WatchedAnswerer } from './watched-answerer.js';

/** A server that reads by one strategy. */
export interface ComparedServer {
  name: string;
  overrides: Overrides;
  ask(client: Client, text: string, variables: Variables): Promise<QueryAnswer>;
  planned?: WatchedAnswerer;
}

/**
 * The servers that are compared with each other and with the reference. Whoever adds a strategy adds it here, and everything
 * that compares them compares it, too.
 */
export function comparedServers(): ComparedServer[] {
  const planned = new WatchedAnswerer();
  return [
    {
      name: 'planned',
      overrides: { answerer: planned.around },
      planned,
      // Asked for once, a document is prepared; from then on it is planned.
      async ask(client, text, variables) {
        await client.send(text, variables);
        const answer = await client.send(text, variables);
        planned.expectNoFailure();
        return answer;
      },
    },
    {
      name: 'batched',
      overrides: { answerer: () => null },
      ask: (client, text, variables) => client.send(text, variables),
    },
  ];
}

/** All ways to answer a query: what the servers answer over HTTP, with all that stands before it; and the reference. */
export const strategiesOf = (
  servers: readonly { server: ComparedServer; url: string }[],
  tokens: ViewerTokens,
  parts: ReferenceParts,
): readonly Strategy[] => [
  ...servers.map(({ server, url }): Strategy => ({
    name: server.name,
    ...(server.planned && { planned: server.planned }),
    answer: async (text, variables, viewer) => server.ask(new Client(url, await tokens.of(viewer)), text, variables),
  })),
  reference(parts),
];
