import type { ImportProgress } from '../../services/import/import-summary.js';
import { ProgressLine } from '../progress-line.js';
import { describe as describeProgress } from './import-progress.js';
import { summaryTable } from './import-summary-table.js';

const reading: ImportProgress = {
  phase: 'reading',
  file: 'files.csv.gz',
  rows: 1234,
  bytesRead: 2_500_000,
  bytesTotal: 10_000_000,
};

describe('what an import shows', () => {
  it('is how far it is', () => {
    expect(describeProgress(reading, 3.2)).toBe(
      'reading files.csv.gz ██████░░░░░░░░░░░░░░░░░░ 25 %  1,234 rows  2.5 of 10.0 MB  3 s',
    );
    expect(describeProgress({ ...reading, phase: 'writing', rows: 50, rowsTotal: 100 }, 4)).toContain(
      '████████████░░░░░░░░░░░░ 50 %  50 rows  4 s',
    );
    expect(describeProgress({ ...reading, phase: 'writing' }, 4)).toBe('writing files.csv.gz  4 s');
    expect(describeProgress({ ...reading, phase: 'waiting' }, 4)).toContain('waiting for another import');
  });

  it('is redrawn on a terminal, and taken off for lines that stay', () => {
    let written = '';
    const terminal = { isTTY: true, columns: 30, write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream;
    const line = new ProgressLine(terminal, describeProgress);
    line.show(reading);
    line.above('left out: users.csv:2');
    line.end();
    expect(written).toBe('\rreading files.csv.gz ████████\x1b[K\r\x1b[Kleft out: users.csv:2\n'.replace('████████', '██████░░'));
  });

  it('is a table in the end', () => {
    const kinds = [{ kind: 'users' as const, created: 1200, existing: 3, repeated: 0, skipped: 1 }];
    expect(summaryTable({ kinds, folders: 2, announced: 1, seconds: 1.26 })).toBe(
      [
        '         new  already there  said twice  left out',
        'users  1,200              3           0         1',
        '2 folders made, 1 organizations announced, 1.3 s',
        '',
      ].join('\n'),
    );
  });
});
