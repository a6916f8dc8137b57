import { stillStands } from '../access/session.policy.js';
import { readsPrimary } from '../database/recent-writes.js';
import type { Statement } from '../database/row-source.js';
import { viewer } from '../shared/requester.js';
import type { ReadModel } from './read-model.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';
import type { Tables } from './sql/tables.js';
import type { Viewpoint } from './viewpoint.js';

export interface GuardedRead<T> {
  /** Whoever it asks for; somebody who is signed in may have been remembered. */
  viewpoint: Viewpoint;
  /** The whole of the query. For somebody who is signed in it bears `stillStands`. */
  statement: Statement;
  /** Whether, by what it answers, `stillStands` held. */
  held: (rows: readonly T[]) => boolean;
}

/**
 * Reads by one statement for somebody whose rights are remembered. On a replica it may see what was so a moment ago: then the
 * primary is asked at the same time whether their rights still stand, and whether they have to see something that was written in the last seconds.
 * @returns null when they do not stand: nothing was read, and who asks has to be found out anew.
 */
export async function guardedRead<T extends object>(model: ReadModel, read: GuardedRead<T>): Promise<T[] | null> {
  const { viewpoint, statement, held } = read;
  const { database } = model;
  const source = database.recent;
  if (viewpoint.requester.userId === null) return source.rows<T>(statement);
  if (source !== database) {
    const [rows, answer] = await Promise.all([source.rows<T>(statement), askPrimary(model, viewpoint)]);
    if (!answer.stands) return null;
    // A replica that does not know the session, or the latest stamp, yet is no judge of it.
    if (!answer.readsPrimary && held(rows)) return rows;
  }
  const rows = await database.rows<T>(statement);
  return held(rows) ? rows : null;
}

interface Answer {
  stands: boolean;
  readsPrimary: boolean;
}

async function askPrimary({ database, statements, tables }: ReadModel, viewpoint: Viewpoint): Promise<Answer> {
  const compile = () => askStatement(tables);
  const [answer] = await database.rows<Answer>(statements.statement('still stands', compile, (name) => viewpoint.bound(name)));
  return answer!;
}

function askStatement(tables: Tables): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const statement = sql.finish(
    `select ${sql.condition(stillStands)} as "stands", ${readsPrimary(sql.parameter(viewer.userId, 'uuid'))} as "readsPrimary"`,
  );
  return { ...statement, lookup: true };
}
