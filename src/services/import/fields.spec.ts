import {
  emailField,
  fileNameField,
  folderPathField,
  mimeTypeField,
  nameField,
  oneOf,
  optional,
  projectSlugField,
  Refused,
  sha256Field,
  sizeField,
  slugField,
  textField,
  type Field,
} from './fields.js';
import { timeField } from './time-field.js';

const hash = 'c2d4b91d9d20a27b4989495d3b370635e79e2f7a4ed1f9031abc89e9c1d50952';
const roleField = oneOf({ OWNER: 'OWNER', GUEST: 'GUEST' });

describe('a field of an import', () => {
  it.each<[Field<unknown>, string, unknown]>([
    [emailField, 'Ada.L+x@People.example', 'ada.l+x@people.example'],
    [nameField, ' Ada ', 'Ada'],
    [fileNameField, ' with spaces ', ' with spaces '],
    [slugField, 'debian-perl-group', 'debian-perl-group'],
    [projectSlugField, 'aewm++', 'aewm++'],
    [projectSlugField, 'allegro4.4', 'allegro4.4'],
    [textField, 'two\nlines', 'two\nlines'],
    [sizeField, '0', 0],
    [sizeField, '9007199254740991', Number.MAX_SAFE_INTEGER],
    [sha256Field, hash.toUpperCase(), hash],
    [mimeTypeField, 'Text/prs.debian.control', 'text/prs.debian.control'],
    [folderPathField, '', []],
    [folderPathField, 'a/b c', ['a', 'b c']],
    [optional(emailField), '', null],
    [roleField, 'GUEST', 'GUEST'],
    [timeField, '2019-01-01T00:07:01.000Z', Date.UTC(2019, 0, 1, 0, 7, 1)],
    [timeField, '2019-01-01T02:07:01+02:00', Date.UTC(2019, 0, 1, 0, 7, 1)],
    [timeField, '2020-02-29', Date.UTC(2020, 1, 29)],
  ])('takes what is right (%#)', (field, text, value) => {
    expect(field(text)).toEqual(value);
  });

  it.each<[Field<unknown>, string, string]>([
    [emailField, 'ada', '"ada" is no e-mail address'],
    [emailField, 'a b@c.de', '"a b@c.de" is no e-mail address'],
    [emailField, `${'a'.repeat(65)}@b.de`, 'is no e-mail address'],
    [nameField, '  ', 'it must not be empty'],
    [nameField, 'x'.repeat(121), 'it may have at most 120 characters'],
    [nameField, 'a\u202eb', 'it must not contain control characters'],
    [fileNameField, '..', 'it must not contain a slash'],
    [slugField, 'aewm++', 'use a-z, 0-9 and -'],
    [projectSlugField, 'A', '"A" is no slug'],
    [projectSlugField, '.app', 'is no slug'],
    [textField, 'a\u0007', 'it must not contain control characters'],
    [textField, 'x'.repeat(2001), 'it may have at most 2000 characters'],
    [sizeField, 'abc', '"abc" is not a number of bytes'],
    [sizeField, '-1', 'is not a number of bytes'],
    [sizeField, '1.5', 'is not a number of bytes'],
    [sizeField, '', '"" is not a number of bytes'],
    [sizeField, '9007199254740992', 'is not a number of bytes'],
    [sha256Field, hash.slice(1), 'is no SHA-256'],
    [mimeTypeField, 'text', 'is no media type'],
    [mimeTypeField, 'text/html\u001b[2J', '"text/html\\u001b[2J" is no media type'],
    [folderPathField, '/a', 'is no path'],
    [folderPathField, 'a//b', 'is no path'],
    [folderPathField, 'a/../b', 'is no path'],
    [folderPathField, 'a/'.repeat(50) + 'b', 'at most 50 folders'],
    [roleField, 'BOSS', '"BOSS" is none of OWNER, GUEST'],
    [timeField, '2019-02-29', 'is no time'],
    [timeField, '2019-01-01 00:00', 'is no time'],
    [timeField, '2019-01-01T00:00:00', 'is no time'],
    [timeField, '2019-01-01T25:00:00Z', 'is no time'],
    [timeField, '1969-12-31', 'is no time'],
  ])('refuses what is wrong (%#)', (field, text, reason) => {
    const refused = field(text);
    expect(refused).toBeInstanceOf(Refused);
    expect((refused as Refused).reason).toContain(reason);
  });
});
