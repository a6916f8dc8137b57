import { readRange } from './byte-range.js';

describe('a Range header', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=2-5', { start: 2, end: 5 }],
    ['bytes=2-', { start: 2, end: 9 }],
    ['bytes=2-99999999999999999999999', { start: 2, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['Bytes=9-9', { start: 9, end: 9 }],
    ['bytes=10-', 'UNSATISFIABLE'],
    ['bytes=99999999999999999999999-', 'UNSATISFIABLE'],
    ['bytes=-0', 'UNSATISFIABLE'],
    ['bytes=5-2', 'WHOLE'],
    ['bytes=0-1,3-4', 'WHOLE'],
    ['bytes=a-b', 'WHOLE'],
    ['bytes=-', 'WHOLE'],
    ['lines=1-2', 'WHOLE'],
    ['', 'WHOLE'],
    [undefined, 'WHOLE'],
  ])('of 10 bytes, %j', (header, range) => {
    expect(readRange(header, 10)).toEqual(range);
  });

  it('of nothing', () => {
    expect(readRange('bytes=0-', 0)).toBe('UNSATISFIABLE');
    expect(readRange('bytes=-1', 0)).toBe('UNSATISFIABLE');
  });
});
