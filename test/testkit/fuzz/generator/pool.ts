import { encodeCursor } from '../../../../src/shared/cursor.js';
import { encodeId, type NodeType } from '../../../../src/shared/ids.js';
import { orderName, type Order } from '../reference/orders.js';
import type { Tables } from '../world/tables.js';

type Rows = readonly { id: string }[];

/**
 * What documents can name: ids, slugs, texts and cursors of a world's rows, and such that name nothing. Half of the rows are of
 * the organization that most people are in, so that many of them can be seen.
 */
export class Pool {
  readonly organizationSlugs: readonly string[];
  readonly projectSlugs: readonly string[];
  readonly usernames: readonly string[];
  readonly texts: readonly string[];
  private readonly rows: Readonly<Record<NodeType, Rows>>;

  constructor(
    tables: Tables,
    readonly invitationTokens: readonly string[],
  ) {
    const { organizationMembers } = tables;
    const home = mostFrequent(organizationMembers.map(({ organizationId }) => organizationId));
    const some = <T extends { id: string }>(rows: readonly T[]): readonly T[] => [
      ...sample(rows, MOST),
      ...sample(
        rows.filter((row) => isOf(row, home)),
        MOST,
      ),
    ];
    this.rows = {
      User: some(tables.users),
      Viewer: some(tables.users),
      Organization: some(tables.organizations),
      OrganizationMember: some(tables.organizationMembers),
      Invitation: some(tables.invitations),
      Project: some(tables.projects),
      ProjectMember: some(tables.projectMembers),
      Folder: some(tables.folders),
      File: some(tables.files),
      FileVersion: some(tables.fileVersions),
      Notification: some(tables.notifications),
      Activity: some(tables.activities),
    };
    this.organizationSlugs = [
      ...some(tables.organizations).map(({ slug }) => slug),
      'no-such-slug',
      'Organization-0',
      '',
      "'; --",
      'a\0',
    ];
    this.projectSlugs = [...new Set(some(tables.projects).map(({ slug }) => slug)), 'no-such-slug', ''];
    this.usernames = [...some(tables.users).map(({ username }) => username), 'nobody', 'OWNER-0', '%', '\ud800'];
    const names = [tables.users, tables.organizations, tables.projects, tables.files].flatMap((rows) =>
      sample<{ name: string }>(rows, MOST),
    );
    this.texts = [...new Set(names.flatMap(({ name }) => partsOf(name)))];
  }

  get nodeTypes(): NodeType[] {
    return Object.keys(this.rows) as NodeType[];
  }

  idsOf(type: NodeType): readonly string[] {
    return this.rows[type].length === 0 ? [encodeId(type, nobodysId)] : this.rows[type].map(({ id }) => encodeId(type, id));
  }

  /** Ids that name nothing, and what is no id. */
  readonly wrongIds: readonly string[] = [
    encodeId('File', nobodysId),
    encodeId('Organization', nobodysId),
    encodeId('User', '00000000-0000-0000-0000-000000000000'),
    'usr_',
    'usr_not-a-uuid',
    nobodysId,
    '',
    "' or true --",
    'fil_\0',
  ];

  /** The cursors of all objects of a type in an order, as lists of them answer. */
  cursorsOf(type: NodeType, order: Order): readonly string[] {
    return this.rows[type].flatMap((row, index) => {
      const value = (row as Record<string, unknown>)[order.property];
      if (value == null) return [];
      // Of a walk that began when its stream had come so far.
      const walks = [null, index % 5, 10 * (index % 7), 2_000].map((reached) =>
        encodeCursor(orderName(order), value, row.id, reached),
      );
      return [walks[index % 4]!, walks[0]!];
    });
  }

  /** Cursors that were made up: some could be, some cannot. */
  madeUpCursors({ property, direction }: Order): readonly string[] {
    const name = `${property} ${direction}`;
    const values = [
      0,
      1,
      -1,
      0.5,
      Date.UTC(2026, 0, 1),
      2 ** 31,
      2 ** 40,
      Number.MAX_SAFE_INTEGER,
      '',
      'm',
      '\u{10348}',
      '\ud800',
      null,
      {},
    ];
    return [
      ...values.map((value) => encodeCursor(name, value, nobodysId)),
      encodeCursor(name, 1, nobodysId.toUpperCase()),
      encodeCursor(name, 'a\0', nobodysId),
      encodeCursor(`${name} `, 1, nobodysId),
      encodeCursor('passwordHash ASC', 'a', nobodysId),
      '',
      'no cursor',
      'bnVsbA',
    ];
  }
}

/** Of a table; so that a large one makes no slow pool. */
const MOST = 400;

/** Rows from all over a table. */
const sample = <T>(rows: readonly T[], most: number): readonly T[] =>
  rows.length <= most ? rows : Array.from({ length: most }, (_, index) => rows[Math.floor((index * rows.length) / most)]!);

/** Whether a row is, or belongs to, an organization. */
const isOf = (row: { id: string; organizationId?: string | null }, organizationId: string | undefined): boolean =>
  row.id === organizationId || row.organizationId === organizationId;

function mostFrequent(values: readonly string[]): string | undefined {
  const groups = [...Map.groupBy(values, (value) => value)];
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

const nobodysId = '01931c4e-0000-7000-8000-000000000000';

/** A name, parts of it, and the same in other letters. */
function partsOf(name: string): string[] {
  const letters = [...name];
  const part = letters.slice(1, 4).join('');
  const first = letters[0] ?? '';
  return [name, part, part.toUpperCase(), first, first.toLowerCase()];
}
