import { postgresUrl, postgresUrls } from './postgres-url.js';

/** What is expected in place of a text; undefined when it is right. */
const expected = (text: string, kind = postgresUrl as typeof postgresUrl | typeof postgresUrls) =>
  kind
    .safeParse(text)
    .error?.issues.map(({ message }) => message)
    .join('\n');

describe('the address of a PostgreSQL', () => {
  it.each([
    'postgres://db/atrium',
    'postgresql://atrium:s3cret@db.example.org:5433/atrium',
    'postgres://atrium:100%25@db/atrium',
    'postgres://[::1]:5432/atrium',
    'postgresql:///atrium?host=/var/run/postgresql',
    'postgresql:///atrium?host=/var/run/postgresql&port=5433&user=atrium',
    'postgresql://atrium@/atrium?host=/var/run/postgresql',
    'postgres://atrium@%2Fvar%2Frun%2Fpostgresql/atrium',
    'postgres://db/atrium?sslmode=verify-full&sslrootcert=/etc/ssl/ca-that-is-read-later.pem',
  ])('may be %s', (text) => {
    expect(expected(text)).toBeUndefined();
    expect(postgresUrl.parse(text)).toBe(text);
  });

  it.each([
    ['mysql://db/atrium', 'an address such as postgres://user:password@host:5432/name'],
    ['postgres://atrium:s3%cret@db/atrium', 'write %25 for a percent sign'],
    ['postgres://atrium:s3cret%@db/atrium', 'write %25 for a percent sign'],
    ['postgres://atrium:s3cret%2@db/atrium', 'write %25 for a percent sign'],
    ['postgres://atrium:s3cret@db', 'ends with the name of the database'],
    ['postgres://atrium:s3cret@db/', 'ends with the name of the database'],
    ['postgres:///atrium', 'an address with a host'],
    ['postgres://atrium:s3/cret@db/atrium', '%2F for /'],
    ['postgres://atrium:s3#cret@db/atrium', '%23 for #'],
    ['postgres://atrium:s3cret@db:99999/atrium', 'an address such as'],
  ])('is not %s', (text, message) => {
    expect(expected(text)).toContain(message);
    expect(expected(text)).not.toContain('s3');
  });

  it('may be one of several', () => {
    expect(postgresUrls.parse('postgres://a/atrium, postgresql:///atrium?host=/run')).toEqual([
      'postgres://a/atrium',
      'postgresql:///atrium?host=/run',
    ]);
    expect(expected('postgres://a/atrium, postgres://b', postgresUrls)).toMatch(
      /^addresses separated by commas, each an address that ends with the name of the database/,
    );
  });
});
