import { createReadStream } from 'node:fs';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import { copyLine } from './copy-line.js';
import type { FoundFile } from './find-files.js';
import { formats } from './formats/formats.js';
import { checkHeader } from './header.js';
import { ImportError } from './import-error.js';
import { run, summaryOf, type ImportRun } from './import-run.js';
import { parseCsv, type CsvRecord } from './parse-csv.js';
import { replaceInvalidUtf8 } from './replace-invalid-utf8.js';
import { Row } from './row.js';

/** Characters that are sent to the database at once. */
const PORTION = 64 * 1024;

/** Hears how many rows, and bytes on the disk, have been read of a file. */
type FileProgress = (rows: number, bytes: number) => void;

/**
 * Reads a file row by row into a temporary table of its own, `staged_<kind>`; broken rows become problems and stay out.
 * @returns how many rows the file has
 */
export async function stageFile(importRun: ImportRun, file: FoundFile, progress: FileProgress): Promise<number> {
  const { client, signal } = importRun;
  const { staged } = formats[file.kind];
  const table = `staged_${file.kind}`;
  const columns = Object.entries(staged).map(([name, type]) => `${name} ${type}`);
  await run(
    importRun,
    `create temporary table ${table} (line bigint not null, ${columns.join(', ')}, problem text) on commit drop`,
  );

  const source = createReadStream(file.path, { highWaterMark: 256 * 1024 });
  const parser: Transform = parseCsv(file.name);
  const copy = client.query(copyFrom(`copy ${table} (line, ${Object.keys(staged).join(', ')}) from stdin`));
  let rows = 0;
  const read = (count: number): void => progress((rows = count), source.bytesRead);
  const lines = (records: AsyncIterable<CsvRecord>) => copyLines(importRun, file, records, read);
  try {
    if (file.compressed) await pipeline(source, createGunzip(), replaceInvalidUtf8, parser, lines, copy, { signal });
    else await pipeline(source, replaceInvalidUtf8, parser, lines, copy, { signal });
  } catch (error) {
    throw readable(file, error);
  }
  await run(importRun, `analyze ${table}`);
  return rows;
}

async function* copyLines(
  importRun: ImportRun,
  file: FoundFile,
  records: AsyncIterable<CsvRecord>,
  read: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const { problems, now } = importRun;
  const format = formats[file.kind];
  const summary = summaryOf(importRun, file.kind);
  let header: readonly string[] | undefined;
  let row = new Row([], 0);
  let rows = 0;
  let portion = '';
  for await (const { line, values, broken } of records) {
    if (!header) {
      if (broken) throw new ImportError(`${file.name}:${line}: ${broken}.`);
      checkHeader(file.name, values, format);
      header = values;
      row = new Row(header, now.getTime());
      continue;
    }
    rows++;
    row.load(values);
    const staged = format.stage(row);
    if (broken) row.problems = [broken];
    else if (values.length !== header.length) row.problems = [`the row has ${values.length} fields, the header ${header.length}`];
    if (row.problems.length === 0) {
      portion += copyLine([line, ...staged]);
    } else {
      summary.skipped++;
      problems.add(file.name, line, row.problems.join('; '));
    }
    if (portion.length >= PORTION) {
      yield Buffer.from(portion);
      portion = '';
      read(rows);
    }
  }
  if (!header) throw new ImportError(`${file.name} is empty; its first line must name the columns.`);
  read(rows);
  if (portion !== '') yield Buffer.from(portion);
}

/** What went wrong with a file, in one line that names it; failures of the database are left to others. */
function readable(file: FoundFile, error: unknown): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (code?.startsWith('Z_')) return new ImportError(`${file.name} is damaged, or no gzip file: ${message}.`);
  return syscall === 'open' || syscall === 'read' ? new ImportError(`${file.name} cannot be read: ${message}`) : error;
}
