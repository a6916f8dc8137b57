import { checkName } from './input-rules.js';

const codeOf = (name: string) => checkName('name', name)?.code ?? null;

describe('a name', () => {
  it.each(['Ada', '李', 'Ünïcödé', 'e\u0301', '👩‍💻', '?', '1', 'می‌خواهم'])('may be %p', (name) => {
    expect(codeOf(name)).toBeNull();
  });

  it.each(['\u200b', '\u2060\ufeff\u2060', '\u3164', '\u115f', '\u2800', '\u0301', '\u00ad', '\ue000', '\u{e0041}'])(
    'shows something, which %j does not',
    (name) => {
      expect(codeOf(name)).toBe('INVALID');
    },
  );

  it.each(['a\nb', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\u009bb', 'a\u202eb', 'a\u061cb', 'a\u2066b', 'a\ud800b'])(
    'stands in one line and in one direction, as %j does not',
    (name) => {
      expect(codeOf(name)).toBe('INVALID');
    },
  );
});
