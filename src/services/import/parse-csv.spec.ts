import { Readable } from 'node:stream';
import { parseCsv, type CsvRecord } from './parse-csv.js';

const records = async (text: string, piece = text.length): Promise<CsvRecord[]> => {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  return Readable.from(pieces).compose(parseCsv('users.csv')).toArray() as Promise<CsvRecord[]>;
};

describe('reading CSV', () => {
  it.each(['\n', '\r\n'])('tells where each record begins, with %j at the end of lines', async (end) => {
    const text = ['a,b', '', '1,"two', 'lines"', '3,"say ""hi"""', '', '4,5'].join(end);
    for (const piece of [text.length, 1, 7]) {
      expect(await records(text, piece)).toEqual([
        { line: 1, values: ['a', 'b'] },
        { line: 3, values: ['1', `two${end}lines`] },
        { line: 5, values: ['3', 'say "hi"'] },
        { line: 7, values: ['4', '5'] },
      ]);
    }
  });

  it('takes the mark at the beginning off', async () => {
    expect(await records('\ufeffa,b\n')).toEqual([{ line: 1, values: ['a', 'b'] }]);
  });

  it('breaks only the row that has a quote in the midst of a field', async () => {
    const found = await records('a,b\n1,x"y"z\n2,3\n');
    expect(found.map(({ line, values }) => [line, values])).toEqual([
      [1, ['a', 'b']],
      [2, []],
      [3, ['2', '3']],
    ]);
    expect(found[1]?.broken).toContain('must begin with one');
  });

  it.each([
    ['a,b\n1,"open\n2,3\n', 'users.csv:2: a quote that is opened here is not closed properly'],
    ['a,b\n1,2\n1,"x"y\n2,3\n', 'users.csv:3: a quote that is opened here is not closed properly'],
    [`a,b\n1,"${'x\n'.repeat(600_000)}`, 'users.csv:2: the row that begins here is longer than 1 MiB'],
  ])('stops where it cannot be told where rows end (%#)', async (text, message) => {
    await expect(records(text)).rejects.toThrow(message);
  });
});
