import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { validate, version } from 'uuid';
import { testDatabase, type TestDatabase } from '../../../test/testkit/database.js';
import { ImportError } from './import-error.js';
import { importFolder, type ImportOptions } from './import-folder.js';

const at = '2019-01-01T00:00:00.000Z';
const now = new Date('2026-03-04T05:06:07.089Z');

const files = {
  users: `email,name,createdAt\nAda@x.example,Ada,${at}\nada@y.example,Ada Y,${at}\n`,
  organizations: `slug,name,createdAt\nacme,Acme,${at}\nidle,Idle,${at}\n`,
  memberships: 'organizationSlug,userEmail,role\nacme,ada@x.example,OWNER\nacme,ada@y.example,GUEST\n',
  projects: `organizationSlug,slug,name,description,status,createdByEmail,createdAt\nacme,a++,A/B,"x, ""y""\n\\N\t",ARCHIVED,ada@x.example,${at}\nacme,b.c,B,,,,${at}\n`,
  files: [
    'organizationSlug,projectSlug,folderPath,name,mimeType,size,sha256,uploadedByEmail,createdAt',
    `acme,a++,,top.txt,text/plain,1,,ada@y.example,${at}`,
    `acme,a++,x/y,deep.txt,text/plain,2,${'0a'.repeat(32)},,${at}`,
    `acme,b.c,x,back\\slash.txt,text/plain,3,,,${at}`,
    '',
  ].join('\n'),
};

describe('importing a folder', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let directory: string;

  beforeEach(async () => {
    database = await testDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    directory = await mkdtemp(join(tmpdir(), 'import-'));
  });

  afterEach(async () => {
    await client.end();
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const write = async (texts: Record<string, string | Buffer>) => {
    for (const [name, text] of Object.entries(texts))
      await writeFile(join(directory, name.includes('.') ? name : `${name}.csv`), text);
  };
  const run = (options: Partial<ImportOptions> = {}) =>
    importFolder({ databaseUrl: database.url, directory, skipInvalid: false, clock: { now: () => now }, ...options });
  const refusal = async (options: Partial<ImportOptions> = {}): Promise<ImportError> => {
    const error: unknown = await run(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImportError);
    return error as ImportError;
  };
  const rows = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows;
  const tables = ['users', 'organizations', 'organization_members', 'projects', 'folders', 'files', 'outbox_events'];
  const everything = async () => {
    const found: Record<string, unknown>[][] = [];
    for (const table of tables) found.push(await rows(`select * from ${table} order by id`));
    return found;
  };
  const isEmpty = async () => expect((await everything()).flat()).toEqual([]);

  it('adds people, organizations, projects, folders and files', async () => {
    await write(files);
    const { kinds, folders, announced } = await run();
    expect(kinds.map(({ created }) => created)).toEqual([2, 2, 2, 2, 3]);
    expect({ folders, announced }).toEqual({ folders: 3, announced: 2 });

    const people = await rows('select email, username, name, revision from users order by email');
    expect(people).toEqual([
      { email: 'ada@x.example', username: 'ada', name: 'Ada', revision: 1 },
      { email: 'ada@y.example', username: expect.stringMatching(/^ada-[0-9a-f]{4}$/), name: 'Ada Y', revision: 1 },
    ]);
    expect(
      await rows(
        'select slug, p.name, description, status, u.email from projects p left join users u on u.id = created_by_id order by slug',
      ),
    ).toEqual([
      { slug: 'a++', name: 'A/B', description: 'x, "y"\n\\N\t', status: 'ARCHIVED', email: 'ada@x.example' },
      { slug: 'b.c', name: 'B', description: null, status: 'ACTIVE', email: null },
    ]);
    expect(
      await rows(`select p.slug, parent.name as parent, f.name from folders f join projects p on p.id = f.project_id
        left join folders parent on parent.id = f.parent_id order by p.slug, f.name`),
    ).toEqual([
      { slug: 'a++', parent: null, name: 'a++' },
      { slug: 'a++', parent: 'a++', name: 'x' },
      { slug: 'a++', parent: 'x', name: 'y' },
      { slug: 'b.c', parent: null, name: 'B' },
      { slug: 'b.c', parent: 'B', name: 'x' },
    ]);
    expect(
      await rows(`select d.name as folder, f.name, f.size, f.sha256, u.email, f.state, f.kind, f.current_version_id, f.revision
        from files f join folders d on d.id = f.folder_id left join users u on u.id = uploaded_by_id order by f.size`),
    ).toMatchObject([
      { folder: 'a++', name: 'top.txt', size: '1', sha256: null, email: 'ada@y.example', state: 'UPLOADING', kind: 'GENERIC' },
      { folder: 'y', name: 'deep.txt', size: '2', sha256: '0a'.repeat(32), email: null, current_version_id: null, revision: 1 },
      { folder: 'x', name: 'back\\slash.txt', size: '3' },
    ]);
  });

  it('makes ids that sort by time, and keeps the times', async () => {
    await write(files);
    await run();
    for (const table of ['users', 'organizations', 'projects', 'folders', 'files']) {
      for (const { id, created_at, updated_at } of await rows(`select * from ${table}`)) {
        expect([validate(id), version(id as string), parseInt((id as string).replace('-', '').slice(0, 12), 16)]).toEqual([
          true,
          7,
          Date.parse(at),
        ]);
        expect([created_at, updated_at]).toEqual([new Date(at), new Date(at)]);
      }
    }
  });

  it('announces itself once for each organization', async () => {
    await write(files);
    await run();
    expect(
      await rows(`select e.*, o.slug from outbox_events e join organizations o on o.id = e.organization_id order by slug`),
    ).toMatchObject([
      { slug: 'acme', type: 'organization.created', data: { name: 'Acme', imported: { members: 2, projects: 2, files: 3 } } },
      { slug: 'idle', type: 'organization.created', data: { name: 'Idle', imported: { members: 0, projects: 0, files: 0 } } },
    ]);
    const [event] = await rows('select * from outbox_events');
    expect(event).toMatchObject({
      actor_id: null,
      subject_type: 'ORGANIZATION',
      streams: [event?.['organization_id']],
      occurred_at: now,
    });
    expect(event?.['subject_id']).toBe(event?.['organization_id']);
  });

  it('changes nothing the second time', async () => {
    await write(files);
    await run();
    const before = await everything();
    const { kinds, folders, announced } = await run();
    expect(kinds.map(({ created, existing }) => [created, existing])).toEqual([
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 3],
    ]);
    expect({ folders, announced }).toEqual({ folders: 0, announced: 0 });
    expect(await everything()).toEqual(before);
  });

  it('adds to what is there, and announces only what changed', async () => {
    await write(files);
    await run();
    await client.query('delete from outbox_events');
    await rm(directory, { recursive: true });
    directory = await mkdtemp(join(tmpdir(), 'import-'));
    await write({
      'files.csv.gz': gzipSync(
        'projectSlug,organizationSlug,size,folderPath,name,mimeType\na++,acme,7,x/z,new.txt,text/plain\na++,acme,8,,top.txt,text/plain\n',
      ),
    });
    expect((await run()).kinds).toEqual([{ kind: 'files', created: 1, existing: 1, repeated: 0, skipped: 0 }]);
    expect(await rows(`select size from files where name = 'top.txt'`)).toEqual([{ size: '1' }]);
    expect(await rows('select type, data from outbox_events')).toEqual([
      { type: 'organization.updated', data: { name: 'Acme', imported: { members: 0, projects: 0, files: 1 } } },
    ]);
  });

  it('leaves in the trash what is there', async () => {
    await write(files);
    await run();
    await client.query(`update folders set deleted_at = now() where name = 'y'`);
    await client.query(`update files set deleted_at = now() where name in ('deep.txt', 'top.txt')`);
    const before = await everything();
    await run();
    expect(await everything()).toEqual(before);

    await write({ files: `${files.files}acme,a++,x/y/z,new.txt,text/plain,1,,,${at}\n` });
    expect((await refusal()).problems).toEqual(['files.csv:5: its folder "x/y/z" is in the trash']);
    expect(await everything()).toEqual(before);
  });

  it('keeps nothing when a row is broken, and tells where', async () => {
    await write({
      ...files,
      files: `organizationSlug,projectSlug,name,mimeType,size\nacme,a++,"two\nlines",text/plain,1\nacme,a++,x,text/plain,abc\nacme,a++,y,text/plain\n`,
      users: Buffer.concat([Buffer.from('email,name\nada@x.example,'), Buffer.from([0xff]), Buffer.from('\n')]),
    });
    const error = await refusal();
    expect(error.problems).toEqual([
      'users.csv:2: name: it holds a NUL byte, or bytes that are not UTF-8',
      'files.csv:2: name: it must not contain control characters',
      'files.csv:4: size: "abc" is not a number of bytes',
      'files.csv:5: the row has 4 fields, the header 5',
    ]);
    expect(error.message).toContain('4 rows are broken');
    await isEmpty();
  });

  it('quotes the first twenty problems and counts the others', async () => {
    await write({ users: `email,name\n${'x,y\n'.repeat(50)}` });
    const { problems, count } = await refusal();
    expect([problems.length, problems[19], count]).toEqual([20, 'users.csv:21: email: "x" is no e-mail address', 50]);
  });

  it('finds rows that refer to nothing, or contradict each other', async () => {
    await write({
      ...files,
      memberships:
        'organizationSlug,userEmail,role\nnone,nobody@x.example,OWNER\nacme,ada@x.example,OWNER\nacme,ada@x.example,GUEST\n',
      projects: 'organizationSlug,slug,name,createdByEmail\nacme,a++,A,nobody@x.example\n',
    });
    expect((await refusal()).problems).toEqual([
      'memberships.csv:2: organizationSlug: there is no organization "none"; userEmail: there is no user "nobody@x.example"',
      'memberships.csv:4: it contradicts line 3, which is about the same',
      'projects.csv:2: createdByEmail: there is no user "nobody@x.example"',
    ]);
    await isEmpty();
  });

  it('leaves broken rows out when told to, and what refers to them', async () => {
    await write({ ...files, users: 'email,name\nada@x.example,Ada\nada@y.example,\n' });
    const skipped: string[] = [];
    const { kinds } = await run({ skipInvalid: true, onSkipped: (problem) => skipped.push(problem) });
    expect(kinds.map(({ kind, created, skipped }) => [kind, created, skipped])).toEqual([
      ['users', 1, 1],
      ['organizations', 2, 0],
      ['memberships', 1, 1],
      ['projects', 2, 0],
      ['files', 2, 1],
    ]);
    expect(skipped).toEqual([
      'users.csv:3: name: it must not be empty',
      'memberships.csv:3: userEmail: there is no user "ada@y.example"',
      'files.csv:2: uploadedByEmail: there is no user "ada@y.example"',
    ]);
  });

  it('takes rows that say the same thing twice once', async () => {
    await write({ ...files, projects: `${files.projects}acme,b.c,B,another version,ACTIVE,,2020-01-01\n` });
    const { kinds } = await run();
    expect(kinds[3]).toEqual({ kind: 'projects', created: 2, existing: 0, repeated: 1, skipped: 0 });
    expect(await rows(`select description from projects where slug = 'b.c'`)).toEqual([{ description: null }]);
  });

  it.each([
    [{ 'users.csv': 'email,nick,name\n' }, 'users.csv: unknown column "nick"'],
    [{ 'users.csv': 'email,email,name\n' }, 'users.csv: column email more than once'],
    [{ 'users.csv': 'email\n' }, 'users.csv: missing column name'],
    [{ 'users.csv': '' }, 'users.csv is empty'],
    [{ 'users.csv': files.users, 'users.csv.gz': gzipSync('') }, 'holds both users.csv and users.csv.gz'],
    [{ 'users.csv.gz': Buffer.from('no gzip') }, 'users.csv.gz is damaged, or no gzip file: incorrect header check'],
    [
      { 'users.csv.gz': gzipSync(files.users).subarray(0, 60) },
      'users.csv.gz is damaged, or no gzip file: unexpected end of file',
    ],
    [{ 'other.csv': 'a\n' }, 'holds none of users.csv'],
  ])('says what is wrong with a file (%#)', async (texts, message) => {
    await write(texts);
    expect((await refusal()).message).toContain(message);
    await isEmpty();
  });

  it('says what is wrong with the folder, or the database', async () => {
    expect((await refusal({ directory: join(directory, 'none') })).message).toContain('There is no folder');
    await write(files);
    expect((await refusal({ directory: join(directory, 'users.csv') })).message).toContain('is a file');
    expect((await refusal({ databaseUrl: 'postgres://localhost:1/none' })).message).toContain(
      'The database did not take the import',
    );
    expect((await refusal({ databaseUrl: database.url.replace(/\/[^/]*$/, '/postgres') })).message).toContain(
      'The database has no tables yet',
    );
  });

  it('lets a second import wait for the first', async () => {
    await write(files);
    const copy = await mkdtemp(join(tmpdir(), 'import-'));
    await cp(directory, copy, { recursive: true });
    const [one, two] = await Promise.all([run(), run({ directory: copy })]);
    expect((one?.kinds[4]?.created ?? 0) + (two?.kinds[4]?.created ?? 0)).toBe(3);
    expect(await rows('select count(*)::int from outbox_events')).toEqual([{ count: 2 }]);
    await rm(copy, { recursive: true });
  });

  it('can be stopped while it reads, and leaves nothing', async () => {
    await write(files);
    const stopper = new AbortController();
    const stopped = await refusal({ signal: stopper.signal, onProgress: ({ file }) => file === 'files.csv' && stopper.abort() });
    expect(stopped.message).toBe('The import was stopped; nothing of it stays.');
    await isEmpty();
  });
});
