import { parseValue } from 'graphql';
import { DateTime } from './date-time.js';

describe('the DateTime scalar', () => {
  it.each([
    ['a Date', new Date(Date.UTC(2026, 0, 2, 3, 4, 5)), '2026-01-02T03:04:05.000Z'],
    ['a text with an offset', '2026-01-02T03:04:05+01:00', '2026-01-02T02:04:05.000Z'],
    ['a text finer than a millisecond', '2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:05.678Z'],
  ])('writes %s as UTC with milliseconds', (_name, value, written) => {
    expect(DateTime.serialize(value)).toBe(written);
  });

  it('reads an offset, and refuses what is no moment', () => {
    expect(DateTime.parseValue('2026-01-02T03:04:05+01:00')).toEqual(new Date(Date.UTC(2026, 0, 2, 2, 4, 5)));
    expect(() => DateTime.parseValue('2026-02-30T00:00:00Z')).toThrow('invalid date-time-string');
    expect(() => DateTime.parseValue('yesterday')).toThrow('invalid date-time-string');
    expect(() => DateTime.parseValue(1_767_323_045_000)).toThrow('non string');
  });

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01'])(
    'refuses %s, which databases do not have',
    (text) => {
      expect(() => DateTime.parseValue(text)).toThrow('the years 0001 to 9999');
      expect(() => DateTime.parseLiteral(parseValue(JSON.stringify(text)))).toThrow('the years 0001 to 9999');
    },
  );

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])('reads %s', (text) => {
    expect(DateTime.parseLiteral(parseValue(JSON.stringify(text)))).toEqual(DateTime.parseValue(text));
  });
});
