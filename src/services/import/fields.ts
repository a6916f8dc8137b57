import { checkFileName, checkName, checkSlug } from '../input-rules.js';
import type { UserError } from '../../shared/result.js';
import { quoted } from './quoted.js';

/** Why a field was refused, in words that follow the name of its column. */
export class Refused {
  constructor(readonly reason: string) {}
}

/** Reads a field: what it means, or why it means nothing. */
export type Field<T> = (text: string) => T | Refused;

/** An empty field stands for nothing. */
export const optional =
  <T>(field: Field<T>): Field<T | null> =>
  (text) =>
    text === '' ? null : field(text);

/** One of some words, as they are. */
export const oneOf = <T extends string>(values: Readonly<Record<T, T>>): Field<T> => {
  const words = new Set<string>(Object.values(values));
  return (text) => (words.has(text) ? (text as T) : new Refused(`${quoted(text)} is none of ${[...words].join(', ')}`));
};

export const nameField: Field<string> = (text) => refusedBy(checkName('', text)) ?? text.trim();

export const fileNameField: Field<string> = (text) => refusedBy(checkFileName('', text)) ?? text;

export const slugField: Field<string> = (text) => refusedBy(checkSlug('', text)) ?? text;

const PROJECT_SLUG = /^[a-z0-9][a-z0-9.+-]{0,98}[a-z0-9+]$/;

/** Wider than what people may choose themselves: names of software packages have dots, plus signs, and are longer. */
export const projectSlugField: Field<string> = (text) =>
  PROJECT_SLUG.test(text)
    ? text
    : new Refused(`${quoted(text)} is no slug: 2 to 100 of a-z, 0-9, -, . and +, with no - or . at either end`);

// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A text of at most 2,000 characters; line breaks are fine. */
export const textField: Field<string> = (text) => {
  if (text.length > 2000) return new Refused('it may have at most 2000 characters');
  return CONTROLS.test(text) ? new Refused('it must not contain control characters') : text;
};

const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** An address as browsers accept it in a form (HTML, "valid e-mail address"), in lower case. */
export const emailField: Field<string> = (text) => {
  const email = text.toLowerCase();
  return email.length <= 254 && EMAIL.test(email) ? email : new Refused(`${quoted(text)} is no e-mail address`);
};

const MIME_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** A media type without parameters (RFC 6838 §4.2), in lower case. */
export const mimeTypeField: Field<string> = (text) => {
  const type = text.toLowerCase();
  return MIME_TYPE.test(type) ? type : new Refused(`${quoted(text)} is no media type, as image/png is`);
};

/** Bytes: from 0 up to what a JavaScript number holds exactly. */
export const sizeField: Field<number> = (text) => {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(size) ? size : new Refused(`${quoted(text)} is not a number of bytes`);
};

export const sha256Field: Field<string> = (text) =>
  /^[0-9a-fA-F]{64}$/.test(text) ? text.toLowerCase() : new Refused(`${quoted(text)} is no SHA-256: 64 hexadecimal digits`);

/** Folders from the top, `a/b`; nothing is the project's root folder. */
export const folderPathField: Field<string[]> = (text) => {
  if (text === '') return [];
  const folders = text.split('/');
  if (folders.length > MAX_DEPTH) return new Refused(`at most ${MAX_DEPTH} folders may lie in one another`);
  if (folders.every((folder) => checkFileName('', folder) === null)) return folders;
  return new Refused(`${quoted(text)} is no path: names of folders with / between them`);
};

const MAX_DEPTH = 50;

const refusedBy = (error: UserError | null) =>
  error && new Refused(error.message.charAt(0).toLowerCase() + error.message.slice(1).replace(/\.$/, ''));
