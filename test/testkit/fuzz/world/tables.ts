import pg from 'pg';
import type { ActivityEntity } from '../../../../src/entities/documents/activity.entity.js';
import type { NotificationEntity } from '../../../../src/entities/documents/notification.entity.js';
import type { ConsumerCheckpointEntity } from '../../../../src/entities/relational/consumer-checkpoint.entity.js';
import type { CredentialEntity } from '../../../../src/entities/relational/credential.entity.js';
import type { FileVersionEntity } from '../../../../src/entities/relational/file-version.entity.js';
import type { FileEntity } from '../../../../src/entities/relational/file.entity.js';
import type { FolderEntity } from '../../../../src/entities/relational/folder.entity.js';
import type { InvitationEntity } from '../../../../src/entities/relational/invitation.entity.js';
import type { LoggedEventEntity } from '../../../../src/entities/relational/logged-event.entity.js';
import type { OrganizationMemberEntity } from '../../../../src/entities/relational/organization-member.entity.js';
import type { OrganizationEntity } from '../../../../src/entities/relational/organization.entity.js';
import type { OutboxEventEntity } from '../../../../src/entities/relational/outbox-event.entity.js';
import type { ProjectMemberEntity } from '../../../../src/entities/relational/project-member.entity.js';
import type { ProjectEntity } from '../../../../src/entities/relational/project.entity.js';
import type { SessionEntity } from '../../../../src/entities/relational/session.entity.js';
import type { StreamEntryEntity } from '../../../../src/entities/relational/stream-entry.entity.js';
import type { StreamHeadEntity } from '../../../../src/entities/relational/stream-head.entity.js';
import type { UserEntity } from '../../../../src/entities/relational/user.entity.js';

/** The rows of a world, by table; parents come before their children. */
export interface Tables {
  users: UserEntity[];
  credentials: CredentialEntity[];
  sessions: SessionEntity[];
  organizations: OrganizationEntity[];
  organizationMembers: OrganizationMemberEntity[];
  projects: ProjectEntity[];
  projectMembers: ProjectMemberEntity[];
  folders: FolderEntity[];
  files: FileEntity[];
  fileVersions: FileVersionEntity[];
  invitations: InvitationEntity[];
  notifications: NotificationEntity[];
  activities: ActivityEntity[];
  outboxEvents: OutboxEventEntity[];
  eventLog: LoggedEventEntity[];
  eventStreams: StreamHeadEntity[];
  eventStreamEntries: StreamEntryEntity[];
  consumerCheckpoints: ConsumerCheckpointEntity[];
}

const names = [
  'users',
  'credentials',
  'sessions',
  'organizations',
  'organizationMembers',
  'projects',
  'projectMembers',
  'folders',
  'files',
  'fileVersions',
  'invitations',
  'notifications',
  'activities',
  'outboxEvents',
  'eventLog',
  'eventStreams',
  'eventStreamEntries',
  'consumerCheckpoints',
] as const satisfies (keyof Tables)[];

export const noRows = (): Tables => Object.fromEntries(names.map((name) => [name, []])) as unknown as Tables;

/** Writes rows past the API and the ORM. All rows of a table name the same columns; the others get their defaults. */
export async function writeTables(databaseUrl: string, tables: Tables): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    for (const name of names) {
      const table = snakeCase(name);
      const rows = tables[name].map((row) => renamed(row, snakeCase));
      await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
        JSON.stringify(rows),
      ]);
    }
    await client.query('analyze');
  });
}

/** Everything that is in the database, read once, past the ORM. */
export async function readTables(databaseUrl: string): Promise<Tables> {
  return withClient(databaseUrl, async (client) => {
    const tables = noRows() as unknown as Record<string, object[]>;
    for (const name of names) {
      const { rows } = await client.query<object>({ text: `select * from ${snakeCase(name)}`, types: numbers });
      tables[name] = rows.map((row) => renamed(row, camelCase));
    }
    return tables as unknown as Tables;
  });
}

/** One statement outside of any server. */
export async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const INT8 = 20;
const numbers = {
  getTypeParser: (oid: number) => (oid === INT8 ? Number : pg.types.getTypeParser(oid)) as (value: string) => unknown,
};

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const renamed = (row: object, rename: (name: string) => string): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value]));
