import { Parser, type CsvError, type Info, type Options } from 'csv-parse';
import { ImportError } from './import-error.js';

/** A record and the line where it begins, counted from 1; `broken` says why its values cannot be told. */
export interface CsvRecord {
  line: number;
  values: string[];
  broken?: string;
}

/** A record, in bytes, that is taken for the doing of an open quote; it bounds the memory, too. */
const MAX_RECORD = 1024 * 1024;

/**
 * A stream from the bytes of a CSV file (RFC 4180; empty lines are passed over) to its records, the header among them.
 * A quote in the midst of a field breaks its row alone. One that is not closed properly hides where rows end:
 * then the stream fails with an ImportError, which names the file.
 */
export function parseCsv(file: string): Parser {
  const lines = new LineCount();
  const options: Options<CsvRecord, string[]> = {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_RECORD,
    skip_records_with_error: true,
    on_record: (values: string[], info: Info): CsvRecord => ({ line: lines.beginOf(values, info.lines), values }),
    on_skip: (error) => {
      if (error?.code !== 'INVALID_OPENING_QUOTE') throw new ImportError(`${file}:${lines.last + 1}: ${reasonOf(error)}`);
      const line = lines.at(Number(error['lines']));
      const broken = 'a field that has a quote in it must begin with one, and have it doubled inside';
      if (line > lines.last) parser.push({ line, values: [], broken } satisfies CsvRecord);
      lines.last = line;
      return undefined;
    },
  };
  const parser = new Parser(options as unknown as Options);
  return parser;
}

/** Corrects the parser's count of lines: it takes a CR LF inside of quotes for two line breaks. */
class LineCount {
  /** The last line that is dealt with. */
  last = 0;
  private surplus = 0;

  at(counted: number): number {
    return counted - this.surplus;
  }

  beginOf(values: readonly string[], counted: number): number {
    let breaks = 0;
    for (const value of values) {
      if (!value.includes('\n') && !value.includes('\r')) continue;
      const pairs = value.split('\r\n').length - 1;
      this.surplus += pairs;
      breaks += value.split(/[\r\n]/).length - 1 - pairs;
    }
    this.last = this.at(counted);
    return this.last - breaks;
  }
}

const reasonOf = (error: CsvError | undefined) =>
  error?.code === 'CSV_MAX_RECORD_SIZE'
    ? 'the row that begins here is longer than 1 MiB; is a quote not closed?'
    : 'a quote that is opened here is not closed properly, so it cannot be told where rows end';
