import type { ActivityType, SubjectType } from '../../../../src/shared/enums/activity.js';
import type { TestApp } from '../../../testkit/app.js';
import type { Scene } from '../../../testkit/stage.js';
import type { Person } from '../../../testkit/world.js';
import type { Secrets } from './secrets.js';
import type { Visitor } from './visitor.js';

/** An entry of the activity log; ids as clients know them. */
export interface Told {
  type: ActivityType;
  actor: { id: string } | null;
  subject: [SubjectType, string];
  organization?: { id: string };
  project?: { id: string };
  data: object;
}

/** Where something is caused. */
export interface Row extends Scene {
  test: TestApp;
  /** A system administrator, who is not in the organization. */
  root: Person;
  /** To which is added what is sent by mail. */
  secrets: Secrets;
  /** Somebody as they come in this row. */
  as(person: Person | null): Visitor;
  /** The stored id of somebody's membership of the organization. */
  membershipOf(userId: string): Promise<string>;
}

/** Does what is to be told, by one request, and says how it should be told. */
export type Cause = (row: Row) => Promise<Told[]>;

/** An id without what it begins with for clients. */
export const stored = (id: string | undefined) => id?.replace(/^[a-z]+_/, '') ?? null;

/** An entry, of the place that is told. */
export const told = (
  type: ActivityType,
  actor: Told['actor'],
  subject: Told['subject'],
  data: object,
  place: Pick<Told, 'organization' | 'project'> = {},
): Told => ({ type, actor, subject, data, ...place });

/** Something that one with a role in the scene does in the open project. */
export const inProject =
  (
    type: ActivityType,
    who: 'owner' | 'editor' | 'viewer',
    cause: (row: Row, by: Visitor) => Promise<[Told['subject'], object]>,
  ): Cause =>
  async (row) => {
    const by = row.people[who];
    const [subject, data] = await cause(row, row.as(by));
    return [told(type, by, subject, data, { organization: row.organization, project: row.project })];
  };

/** Something that the owner does in the organization. */
export const inOrganization =
  (type: ActivityType, cause: (row: Row, by: Visitor) => Promise<[Told['subject'], object]>): Cause =>
  async (row) => {
    const [subject, data] = await cause(row, row.as(row.people.owner));
    return [told(type, row.people.owner, subject, data, { organization: row.organization })];
  };
