import type { Command } from 'commander';
import { ImportError } from '../../services/import/import-error.js';
import { importFolder } from '../../services/import/import-folder.js';
import { findFiles } from '../../services/import/find-files.js';
import { ProgressLine } from '../progress-line.js';
import { onStopSignal } from '../stop-signals.js';
import { describe } from './import-progress.js';
import { summaryTable } from './import-summary-table.js';

/** A database that stays there until it is closed. */
interface OpenDatabase {
  url: string;
  close(): Promise<void>;
}

const EXAMPLE = `
Example:
  $ atrium import ./data            reads users.csv, organizations.csv, memberships.csv, projects.csv and files.csv,
                                    or as many of them as there are, plain or as .csv.gz

All or nothing: a broken row stops the import, and nothing of it stays. With --skip-invalid broken rows are left out and
reported, and so are rows that refer to them. What is in the database already stays as it is, so that importing again
changes nothing.`;

/**
 * Adds `atrium import` to the command line: the summary goes to standard output, progress and problems to standard error.
 * @param open gives the database, with its tables; called after the folder was looked at
 */
export function registerImport(program: Command, open: (stopping: AbortSignal) => Promise<OpenDatabase>): void {
  program
    .command('import')
    .description('import a folder of CSV files: people, organizations, projects and the metadata of files')
    .argument('<directory>', 'the folder with the files')
    .option('--skip-invalid', 'leave broken rows out instead of stopping', false)
    .addHelpText('after', EXAMPLE)
    .action(async (directory: string, { skipInvalid }: { skipInvalid: boolean }) => {
      try {
        await findFiles(directory);
        await runImport(directory, skipInvalid, open);
      } catch (error) {
        if (!(error instanceof ImportError)) throw error;
        for (const problem of error.problems) process.stderr.write(`${problem}\n`);
        if (error.count > error.problems.length) process.stderr.write(`… and ${error.count - error.problems.length} more\n`);
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
      }
    });
}

async function runImport(
  directory: string,
  skipInvalid: boolean,
  open: (stopping: AbortSignal) => Promise<OpenDatabase>,
): Promise<void> {
  const stopper = new AbortController();
  const progress = new ProgressLine(process.stderr, describe);
  const forget = onStopSignal(() => stopper.abort());
  try {
    const database = await open(stopper.signal);
    try {
      const summary = await importFolder({
        databaseUrl: database.url,
        directory,
        skipInvalid,
        signal: stopper.signal,
        onProgress: (now) => progress.show(now),
        onSkipped: (problem) => progress.above(`left out: ${problem}`),
      });
      progress.end();
      process.stdout.write(summaryTable(summary));
    } finally {
      progress.end();
      await database.close();
    }
  } finally {
    forget();
  }
}
