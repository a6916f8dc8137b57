/** Follows the activity of a project for ever: each event once and in order, whatever becomes of the connection. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, ActivityEvents, ActivityPage, EventsAfter } from './operations.ts';
import { accessToken, ask, doubtToken, settings } from './session.ts';

/** What is wanted of a client library. */
export interface ActivityClient {
  read(projectId: string): Promise<ActivityPage>;
  /** Tells events until the server ends the subscription; fails when something is wrong with it, or with the connection. */
  subscribe(variables: EventsAfter, tell: (events: ActivityEvents) => void): Promise<void>;
}

/** Coming back does not mend these. */
const FINAL = ['BAD_USER_INPUT', 'FORBIDDEN', 'COST_LIMIT_EXCEEDED', 'GRAPHQL_VALIDATION_FAILED'];
const LONGEST_WAIT = 30_000;

export async function follow(client: ActivityClient): Promise<never> {
  await accessToken();
  const projectId = await anyProject();
  let cursor = settings.after ?? null;
  for (let failures = 0; ; failures++) {
    try {
      cursor ??= await showPage(client, projectId);
      await client.subscribe({ projectId, after: cursor }, ({ projectActivity: { activity, cursor: reached } }) => {
        if (activity) show('event', activity);
        cursor = reached;
        failures = 0;
      });
    } catch (error) {
      const code = codeOf(error);
      if (FINAL.includes(code ?? '')) throw error;
      if (code === 'CURSOR_EXPIRED') cursor = null;
      if (code === 'UNAUTHENTICATED') doubtToken();
      if (code) console.error(`refused: ${code}`);
    }
    // Half of the wait is left to chance, so that clients do not come back all at once.
    await sleep(Math.min(LONGEST_WAIT, 200 * 2 ** failures) * (0.5 + Math.random() / 2));
  }
}

/** The code of what the server refused: graphql-ws throws the errors as they are, Apollo and urql wrap them. */
function codeOf(thrown: unknown): string | undefined {
  const { errors, graphQLErrors } = thrown as { errors?: unknown; graphQLErrors?: unknown };
  const [first] = [errors ?? graphQLErrors ?? thrown].flat() as { extensions?: { code: string } }[];
  return first?.extensions?.code;
}

/** What was there before. @returns the cursor after which the stream tells the rest. */
async function showPage(client: ActivityClient, projectId: string): Promise<string> {
  const { nodes, streamCursor } = (await client.read(projectId)).project.activity;
  nodes.toReversed().forEach((activity) => show('page', activity));
  return streamCursor;
}

function show(from: 'page' | 'event', { createdAt, summary }: Activity): void {
  console.log(`${from.padEnd(5)} ${createdAt} ${summary}`);
}

async function anyProject(): Promise<string> {
  const { projects } = await ask<{ projects: { nodes: { id: string }[] } }>('{ projects(first: 1) { nodes { id } } }');
  if (!projects.nodes[0]) throw new Error('There is no project to follow.');
  return projects.nodes[0].id;
}
