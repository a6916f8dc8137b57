import { analyzeGrown } from './analyze-grown.js';
import { dropRepeats } from './drop-repeats.js';
import type { FoundFile } from './find-files.js';
import { one, run, summaryOf, type ImportRun } from './import-run.js';

/** Adds the people whose address is new. Those whose first username is taken, also by another of them, get the next one, and so on. */
export async function mergeUsers(importRun: ImportRun, file: FoundFile): Promise<void> {
  await dropRepeats(importRun, file, ['email'], ['name']);
  const summary = summaryOf(importRun, 'users');
  summary.existing = await run(importRun, dropExisting);
  const { rows, choices } = await one<{ rows: number; choices: number }>(importRun, newPeople);
  for (let choice = 1; summary.created < rows; choice++) {
    if (choice > choices) throw new Error('no free usernames were found for all people');
    summary.created += await run(importRun, addUsers, [choice]);
    await run(importRun, dropExisting);
  }
  await analyzeGrown(importRun, 'users', summary.created);
}

const dropExisting = 'delete from staged_users s using users u where u.email = s.email';

const newPeople = `
  select count(*)::float8 as rows, coalesce(max(cardinality(usernames)), 0) as choices
  from staged_users`;

const addUsers = `
  insert into users (id, created_at, updated_at, revision, email, username, name)
  select id, created_at, created_at, 1, email, usernames[$1], name
  from staged_users
  where usernames[$1] is not null
  order by line
  on conflict do nothing`;
