const SHOWN = 60;

// Beyond what JSON escapes: controls and signs that turn the direction of text around, which a terminal would obey.
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A value as it is shown in a message: in quotes, in one line, harmless to a terminal, cut when it is long. */
export function quoted(text: string): string {
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return JSON.stringify(shown).replace(UNPRINTABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
