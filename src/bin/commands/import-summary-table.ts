import type { ImportSummary } from '../../services/import/import-summary.js';

/** What an import did, as people read it, ending with a line break. */
export function summaryTable({ kinds, folders, announced, seconds }: ImportSummary): string {
  const rows = [
    ['', 'new', 'already there', 'said twice', 'left out'],
    ...kinds.map(({ kind, created, existing, repeated, skipped }) => [
      kind,
      ...[created, existing, repeated, skipped].map(grouped),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n${grouped(folders)} folders made, ${grouped(announced)} organizations announced, ${seconds.toFixed(1)} s\n`;
}

const pad = (cell: string, width: number, column: number) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));

const grouped = (number: number) => number.toLocaleString('en');
