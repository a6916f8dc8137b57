import { lockKey } from '../../database/advisory-locks.js';
import { systemClock, type Clock } from '../../shared/clock.js';
import { announceImported } from './announce-imported.js';
import { prepareCounts } from './count-imported.js';
import { findFiles, type FoundFile } from './find-files.js';
import type { Kind } from './formats/format.js';
import { one, run, type ImportRun } from './import-run.js';
import type { ImportProgress, ImportSummary, KindSummary } from './import-summary.js';
import { inTransaction } from './in-transaction.js';
import { checkFiles, mergeFiles } from './merge-files.js';
import { mergeMemberships } from './merge-memberships.js';
import { mergeOrganizations } from './merge-organizations.js';
import { mergeProjects } from './merge-projects.js';
import { mergeUsers } from './merge-users.js';
import { Problems } from './problems.js';
import { stageFile } from './stage-file.js';

export interface ImportOptions {
  /** `postgres://…`; a pooler is fine. The tables must be there. */
  databaseUrl: string;
  directory: string;
  /** Leaves broken rows out, and rows that refer to them; without it one broken row stops the import. */
  skipInvalid: boolean;
  onProgress?: (progress: ImportProgress) => void;
  /** Hears of each row that is left out: `files.csv:12: size: "abc" is not a number of bytes`. */
  onSkipped?: (problem: string) => void;
  /** Gives the import up; nothing of it stays. */
  signal?: AbortSignal;
  clock?: Clock;
}

/**
 * Imports a folder of CSV files (OPERATIONS.md, "Import format") in one transaction. What is there already, by its natural
 * key, stays as it is, so importing again changes nothing. Announces itself by one event an organization.
 * @throws ImportError with the first broken rows, or when the folder, a file or the database cannot be worked with.
 */
export async function importFolder(options: ImportOptions): Promise<ImportSummary> {
  const started = performance.now();
  const files = await findFiles(options.directory);
  const signal = options.signal ?? new AbortController().signal;
  const summaries = new Map(
    files.map(({ kind }): [Kind, KindSummary] => [kind, { kind, created: 0, existing: 0, repeated: 0, skipped: 0 }]),
  );
  const shared = {
    files,
    summaries,
    signal,
    problems: new Problems(options.skipInvalid, options.onSkipped ?? (() => undefined)),
    now: (options.clock ?? systemClock).now(),
    progress: progressOf(files, options.onProgress),
  };
  const { folders, announced } = await inTransaction(options.databaseUrl, signal, (client) => importFiles({ ...shared, client }));
  return { kinds: [...summaries.values()], folders, announced, seconds: (performance.now() - started) / 1000 };
}

async function importFiles(importRun: ImportRun): Promise<{ folders: number; announced: number }> {
  const { files, problems, progress } = importRun;
  await waitForTurn(importRun);
  await stageFiles(importRun);
  problems.refuseUnlessSkipped();

  await prepareCounts(importRun);
  const merge = async <T>(kind: Kind, step: (importRun: ImportRun, file: FoundFile) => Promise<T>): Promise<T | undefined> => {
    const file = files.find((candidate) => candidate.kind === kind);
    if (!file) return undefined;
    progress({ phase: 'writing', file: file.name });
    return step(importRun, file);
  };
  await merge('users', mergeUsers);
  await merge('organizations', mergeOrganizations);
  await merge('memberships', mergeMemberships);
  await merge('projects', mergeProjects);
  problems.refuseUnlessSkipped();
  await merge('files', checkFiles);
  problems.refuseUnlessSkipped();
  const folders = (await merge('files', mergeFiles)) ?? 0;
  return { folders, announced: await announceImported(importRun) };
}

async function stageFiles(importRun: ImportRun): Promise<void> {
  let [rowsBefore, bytesBefore] = [0, 0];
  for (const file of importRun.files) {
    const progress = (rows: number, bytes: number): void =>
      importRun.progress({ phase: 'reading', file: file.name, rows: rowsBefore + rows, bytesRead: bytesBefore + bytes });
    progress(0, 0);
    rowsBefore += await stageFile(importRun, file, progress);
    bytesBefore += file.bytes;
  }
}

/** Two imports do not run at once. */
async function waitForTurn(importRun: ImportRun): Promise<void> {
  const { free } = await one<{ free: boolean }>(importRun, `select pg_try_advisory_xact_lock(${lockKey('import')}) as free`);
  if (free) return;
  importRun.progress({ phase: 'waiting' });
  await run(importRun, `select pg_advisory_xact_lock(${lockKey('import')})`);
}

function progressOf(files: readonly FoundFile[], heard: (progress: ImportProgress) => void = () => undefined) {
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let now: ImportProgress = { file: files[0]?.name ?? '', rows: 0, bytesRead: 0, bytesTotal, phase: 'reading' };
  return (change: Partial<ImportProgress>): void => {
    now = { ...now, ...change };
    heard(now);
  };
}
