import type { Logger } from 'pino';
import type { RelationalDatabase } from '../../database/relational-database.js';
import { newId } from '../../shared/ids.js';
import type { Task, TaskContext } from './task.js';

/** How long, in milliseconds, until a task that failed is tried again. */
const RETRY = 60_000;
/** How often, in milliseconds, a lease is renewed by who works under it. */
const RENEWAL = 60_000;

export interface TaskRunnerParts {
  database: RelationalDatabase;
  tasks: readonly Task[];
  context: Omit<TaskContext, 'em' | 'stopping'>;
  log: Pick<Logger, 'error' | 'info'>;
  /** Milliseconds between two looks for what is due; null to look only when told. */
  every: number | null;
}

const LEASE = `now() + interval '5 minutes'`;

const ADD = `
  insert into scheduled_tasks (name, due_at) select name, ? from unnest(array[?]::text[]) as name on conflict (name) do nothing`;

/** Two that look at once take different tasks, and none that another has. */
const CLAIM = `
  update scheduled_tasks set lease_id = ?, leased_until = ${LEASE}
  where name = (
    select name from scheduled_tasks
    where name = any (array[?]::text[]) and due_at <= ? and (leased_until is null or leased_until < now())
    order by due_at, name limit 1 for update skip locked
  ) returning name`;

const RENEW = `update scheduled_tasks set leased_until = ${LEASE} where name = ? and lease_id = ? returning name`;

const RELEASE = `
  update scheduled_tasks
  set due_at = ?, finished_at = coalesce(?, finished_at), lease_id = null, leased_until = null where name = ? and lease_id = ?`;

/** Runs tasks that are due. Of any number of servers on one database, one runs each. */
export class TaskRunner {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private readonly stopping = new AbortController();
  private added = false;

  constructor(private readonly parts: TaskRunnerParts) {}

  start(): void {
    const { every } = this.parts;
    if (every === null) return;
    this.timer = setInterval(() => void this.runDue(), every);
    void this.runDue();
  }

  /** Runs all that is due now, one after the other. */
  runDue(): Promise<void> {
    this.running ??= this.look()
      .catch((error: unknown) => this.parts.log.error({ err: error }, 'tasks could not be looked for; trying again'))
      .finally(() => (this.running = null));
    return this.running;
  }

  /** Ends after the piece of a task that is under way; another server goes on with the rest. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    const { database, tasks, context } = this.parts;
    const names = tasks.map(({ name }) => name);
    if (!this.added) await database.em.execute(ADD, [context.clock.now(), names]);
    this.added = true;
    while (!this.stopping.signal.aborted) {
      const now = context.clock.now();
      const lease = newId();
      const [claimed] = await database.em.execute<{ name: string }[]>(CLAIM, [lease, names, now]);
      const task = tasks.find(({ name }) => name === claimed?.name);
      if (!task) return;
      await this.run(task, lease, now);
    }
  }

  private async run(task: Task, lease: string, startedAt: Date): Promise<void> {
    const { database, context, log } = this.parts;
    const { signal } = this.stopping;
    const release = (after: number, finishedAt: Date | null) =>
      database.em.execute(RELEASE, [new Date(startedAt.getTime() + after), finishedAt, task.name, lease]);
    const renew = async () => database.em.execute<object[]>(RENEW, [task.name, lease]);
    const renewal = setInterval(() => void renew().catch(() => undefined), RENEWAL);
    try {
      while ((await task.run({ ...context, em: database.em, stopping: signal })) === 'MORE') {
        if (signal.aborted || (await renew()).length === 0) break;
      }
      // What a server that stops leaves undone is due for another.
      await (signal.aborted ? release(0, null) : release(task.every, context.clock.now()));
    } catch (error) {
      log.error({ err: error, task: task.name }, 'a task failed; trying again');
      await release(Math.min(task.every, RETRY), null);
    } finally {
      clearInterval(renewal);
    }
  }
}
