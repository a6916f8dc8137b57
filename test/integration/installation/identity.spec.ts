import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { installationIdentity } from '../../../src/database/installation.js';
import { lockKey } from '../../../src/database/advisory-locks.js';
import { administer, copyDatabase, rowsOf, testDatabase } from '../../testkit/database.js';

const identityAt = async (url: string) => {
  const database = await RelationalDatabase.open({ url, poolSize: 1 });
  return installationIdentity(database).finally(() => database.close());
};

/** An address whose connections look into a schema first. */
function inSchema(address: string, schema: string): string {
  const url = new URL(address);
  url.searchParams.set('options', `-c search_path=${schema},public`);
  return url.href;
}

describe('an installation', () => {
  it('is told from a copy of its database, which has the same id', async () => {
    const original = await testDatabase();
    const copy = await copyDatabase(original);
    const [first, second] = [await identityAt(original.url), await identityAt(copy.url)];
    expect(first).toEqual({ ...second, databaseOid: first.databaseOid });
    expect(first.databaseOid).not.toBe(second.databaseOid);
    await Promise.all([original.drop(), copy.drop()]);
  });

  it('is known without the identifier of the server where it may not be asked for', async () => {
    const database = await testDatabase();
    const whole = await identityAt(database.url);
    expect(whole.systemIdentifier).toMatch(/^\d+$/);
    // Roles cannot be made here: a function that comes before PostgreSQL's own fails as that does for who lacks the right.
    await administer(
      database.url,
      `create schema denied;
       create function denied.pg_control_system() returns table (system_identifier bigint) language plpgsql
       as $$ begin raise insufficient_privilege; end $$`,
    );
    const denied = inSchema(database.url, 'denied,pg_catalog');
    expect(await identityAt(denied)).toEqual({ ...whole, systemIdentifier: null });
    await database.drop();
  });

  it('says what to do when its row is gone', async () => {
    const database = await testDatabase();
    await administer(database.url, 'delete from installation');
    await expect(identityAt(database.url)).rejects.toThrow(
      'insert into installation (only_row, id) values (true, gen_random_uuid())',
    );
    await database.drop();
  });

  it('has one row', async () => {
    const database = await testDatabase();
    const add = (onlyRow: boolean) =>
      administer(database.url, `insert into installation (only_row, id) values (${onlyRow}, gen_random_uuid())`);
    await expect(add(true)).rejects.toMatchObject({ code: '23505' });
    await expect(add(false)).rejects.toMatchObject({ code: '23514' });
    await database.drop();
  });
});

describe('the locks of two installations in two schemas of a database', () => {
  it('are not the same; in `public` they are those of earlier releases', async () => {
    const database = await testDatabase();
    await administer(database.url, 'create schema staging');
    const keyAt = async (url: string) =>
      (await rowsOf<{ key: string }>(url, `select (${lockKey('relay')})::text as key`))[0]!.key;
    expect(await keyAt(database.url)).toBe('4201002');
    expect(await keyAt(inSchema(database.url, 'staging'))).not.toBe('4201002');
    await database.drop();
  });
});
