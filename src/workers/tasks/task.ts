import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { UseCase } from '../../services/use-case.js';

/** What a task works with. */
export interface TaskContext extends Pick<UseCase, 'clock' | 'storage' | 'transaction'> {
  /** A unit of work for reading, and for statements that need no transaction. */
  em: EntityManager;
  log: Pick<Logger, 'info' | 'warn'>;
  /** For how many days it is remembered what happened. */
  retentionDays: number;
  /** Set off when the server stops: what takes long is to end early then. */
  stopping: AbortSignal;
}

/** Something that is done from time to time, by one server at a time. */
export interface Task {
  /** Names its row; never to be changed. */
  name: string;
  /** Milliseconds between two runs. */
  every: number;
  /** Does a piece of the work. @returns `MORE` to be called again at once. */
  run(context: TaskContext): Promise<'MORE' | void>;
}

/** Declares a task. */
export const defineTask = (task: Task): Task => task;

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(60 * count);
