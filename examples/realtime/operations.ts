/** What is asked of the server. */

export interface Activity {
  id: string;
  createdAt: string;
  summary: string;
}

/** The latest activity of a project, newest first, and where the stream goes on from there. */
export const activityPage = `query ($projectId: ID!) {
  project(id: $projectId) { activity(first: 20) { streamCursor nodes { id createdAt summary } } }
}`;

export interface ActivityPage {
  project: { activity: { streamCursor: string; nodes: Activity[] } };
}

/** What happens in a project after the cursor. Where `activity` is null, only the cursor has moved on. */
export const activityEvents = `subscription ($projectId: ID!, $after: String) {
  projectActivity(projectId: $projectId, after: $after) { cursor activity { id createdAt summary } }
}`;

export interface ActivityEvents {
  projectActivity: { cursor: string; activity: Activity | null };
}

export interface EventsAfter {
  projectId: string;
  after: string;
  [name: string]: unknown;
}
