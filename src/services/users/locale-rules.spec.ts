import { canonicalLocale, canonicalTimeZone, checkLocale, checkTimeZone } from './locale-rules.js';

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['de-ch', 'de-CH'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
  ])('%s is kept as %s', (tag, kept) => {
    expect(canonicalLocale(tag)).toBe(kept);
    expect(checkLocale('locale', tag)).toBeNull();
  });

  it.each([
    [null, 'REQUIRED'],
    ['', 'REQUIRED'],
    ['en_US', 'INVALID'],
    ['en\0', 'INVALID'],
    [`en-x${'-abcdefgh'.repeat(9)}`, 'INVALID'],
  ])('may not be %j', (tag, code) => {
    expect(checkLocale('locale', tag)).toMatchObject({ code, path: ['input', 'locale'] });
  });
});

describe('a time zone', () => {
  it.each([
    ['europe/zurich', 'Europe/Zurich'],
    ['utc', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
  ])('%s is kept as %s', (name, kept) => {
    expect(canonicalTimeZone(name)).toBe(kept);
    expect(checkTimeZone('timeZone', name)).toBeNull();
  });

  it.each([
    [null, 'REQUIRED'],
    ['', 'REQUIRED'],
    ['+01:00', 'INVALID'],
    ['Europe/Atlantis', 'INVALID'],
    ['Europe/Zurich\0', 'INVALID'],
  ])('may not be %j', (name, code) => {
    expect(checkTimeZone('timeZone', name)).toMatchObject({ code, path: ['input', 'timeZone'] });
  });

  it('may be absent, like a language', () => {
    expect(checkTimeZone('timeZone', undefined)).toBeNull();
    expect(checkLocale('locale', undefined)).toBeNull();
  });
});
