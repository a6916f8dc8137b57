import type { ImportProgress } from '../../services/import/import-summary.js';

const BAR = 24;

/** One line of progress. @param seconds since the import began */
export function describe(progress: ImportProgress, seconds: number): string {
  const { phase, file, rows, rowsTotal, bytesRead, bytesTotal } = progress;
  const time = `${seconds.toFixed(0)} s`;
  if (phase === 'waiting') return `waiting for another import to end  ${time}`;
  const reading = phase === 'reading';
  if (!reading && rowsTotal === undefined) return `writing ${file}  ${time}`;
  const part = Math.min(1, reading ? bytesRead / Math.max(1, bytesTotal) : rows / Math.max(1, rowsTotal ?? 1));
  const bar = '█'.repeat(Math.round(part * BAR)).padEnd(BAR, '░');
  const amount = reading ? `${megabytes(bytesRead)} of ${megabytes(bytesTotal)} MB  ` : '';
  return `${phase} ${file} ${bar} ${Math.floor(part * 100)} %  ${rows.toLocaleString('en')} rows  ${amount}${time}`;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
