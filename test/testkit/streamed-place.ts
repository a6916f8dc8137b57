import type { TestApp } from './app.js';
import { eventually, Socket, type Heard } from './socket.js';
import type { Person } from './world.js';

const projectActivity = `subscription ($projectId: ID!, $after: String, $types: [ActivityType!]) {
  projectActivity(projectId: $projectId, after: $after, types: $types) { cursor activity { type summary } } }`;
const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { id } userErrors { code path message } } }`;

const numbered = (n: number) => `Folder ${String(n).padStart(4, '0')}`;

/** The numbers in what was heard, in the order in which it was. */
export const numbersIn = (events: any[]): number[] =>
  events.map(({ activity }) => Number(/Folder (\d{4})/.exec(activity.summary)?.[1]));

/** So many numbers in a row. */
export const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, i) => from + i);

/** Projects in which numbered things happen, and who listens to them. */
export class StreamedPlace {
  private readonly sockets: Socket[] = [];

  constructor(private readonly test: TestApp) {}

  /** A project with its people. `make` makes a numbered folder there, `makeAll` several, one after the other. */
  async studio() {
    const built = await this.test.world().studio();
    const make = (n: number) => built.owner.mutate(createFolder, { parentId: built.project.rootFolderId, name: numbered(n) });
    const makeAll = async (numbers: number[]) => {
      for (const n of numbers) await make(n);
    };
    return { ...built, make, makeAll };
  }

  listen(person: Person, project: { id: string }, more: Record<string, unknown> = {}): Promise<Heard> {
    return this.socketOf(person).subscribe(projectActivity, { projectId: project.id, ...more });
  }

  socketOf(person: Person): Socket {
    const socket = Socket.of(person);
    this.sockets.push(socket);
    return socket;
  }

  /** Has the log take what is done meanwhile, and nobody hear of it. */
  async unannounced(work: () => Promise<void>): Promise<void> {
    const { em } = this.test.app.database;
    await em.transactional(async (tx) => {
      await tx.execute(`select 1 from consumer_checkpoints where consumer = 'live' for update`);
      await work();
      await eventually(async () => {
        const [waiting] = await em.execute<{ count: number }[]>('select count(*)::int from outbox_events');
        return waiting!.count === 0 || undefined;
      });
      await tx.execute(
        `update consumer_checkpoints set position = (select max(position) from event_log) where consumer = 'live'`,
      );
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.sockets.map((socket) => socket.close()));
  }
}
