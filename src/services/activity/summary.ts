import type { ActivityEntity } from '../../entities/documents/activity.entity.js';
import type { ActivityType } from '../../shared/enums/activity.js';

type Data = Record<string, unknown>;

const summaries: Readonly<Record<ActivityType, (data: Data) => string>> = {
  USER_SIGNED_UP: () => 'created an account',
  USER_SIGNED_IN: () => 'signed in',
  USER_SIGN_IN_FAILED: () => 'tried to sign in with a wrong password',
  USER_PROFILE_CHANGED: (data) => `changed their profile${fieldsIn(data)}`,
  ADMIN_ACCESSED: (data) => `looked at the installation as a system administrator${adminFieldsIn(data)}`,
  ORGANIZATION_CREATED: (data) => `${isImport(data) ? 'imported' : 'created'} the organization${named(data)}`,
  ORGANIZATION_UPDATED: (data) =>
    `${isImport(data) ? 'imported more into' : 'changed'} the organization${named(data)}${fieldsIn(data)}`,
  MEMBER_INVITED: (data) =>
    data['resent'] === true ? `sent the invitation of ${invited(data)} again` : `invited ${invited(data)}${as(data)}`,
  MEMBER_JOINED: (data) => `joined the organization${as(data)}`,
  INVITATION_DECLINED: (data) => `declined the invitation of ${invited(data)}`,
  INVITATION_REVOKED: (data) => `took back the invitation of ${invited(data)}`,
  ORGANIZATION_DELETED: (data) => `deleted the organization${named(data)}`,
  ORGANIZATION_RESTORED: (data) => `restored the organization${named(data)}`,
  MEMBER_ROLE_CHANGED: (data) => `changed the role of a member${fromTo(data)}`,
  MEMBER_REMOVED: ({ left }) => (left === true ? 'left the organization' : 'removed a member'),
  PROJECT_CREATED: (data) => `created the project${named(data)}`,
  PROJECT_UPDATED: (data) => `changed the project${named(data)}${fieldsIn(data)}`,
  PROJECT_DELETED: (data) => deleted('project', data),
  PROJECT_RESTORED: (data) => `restored the project${named(data)} from the trash`,
  PROJECT_MEMBER_CHANGED: (data) => projectMemberChanged(data),
  FOLDER_CREATED: (data) => `created the folder${named(data)}`,
  FOLDER_UPDATED: (data) => `changed the folder${named(data)}${fieldsIn(data)}`,
  FOLDER_DELETED: (data) => deleted('folder', data),
  FOLDER_RESTORED: (data) => `restored the folder${named(data)} from the trash`,
  FILE_UPLOADED: (data) => `uploaded the file${named(data)}`,
  FILE_VERSION_ADDED: (data) =>
    `added ${typeof data['number'] === 'number' ? `version ${data['number']}` : 'a version'} of the file${named(data)}`,
  FILE_UPDATED: (data) => `changed the file${named(data)}${fieldsIn(data)}`,
  FILE_DELETED: (data) => deleted('file', data),
  FILE_RESTORED: (data) => `restored the file${named(data)} from the trash`,
};

/**
 * What was done, in one line of plain English without who did it: `uploaded the file "report.pdf"`.
 * A type that this version does not know is put into words as it is; data that is missing is left out.
 */
export function summaryOf({ type, data }: Pick<ActivityEntity, 'type' | 'data'>): string {
  const summary = Object.hasOwn(summaries, type) ? summaries[type](data) : wordsOf(type);
  return summary.replace(/\s+/gu, ' ');
}

function projectMemberChanged(data: Data): string {
  const project = `the project${named({ name: data['projectName'] })}`;
  if (data['from'] === null && typeof data['to'] === 'string') return `added a person to ${project} as ${wordsOf(data['to'])}`;
  if (data['left'] === true) return `left ${project}`;
  if (data['to'] === null) return `removed a person from ${project}`;
  return `changed the role of a person${fromTo(data)} in ${project}`;
}

const deleted = (what: string, data: Data) =>
  data['purged'] === true ? `deleted the ${what}${named(data)} for good` : `moved the ${what}${named(data)} to the trash`;

const invited = ({ email }: Data) => (typeof email === 'string' ? email : 'a person');

const as = ({ role }: Data) => (typeof role === 'string' ? ` as ${wordsOf(role)}` : '');

const named = ({ name }: Data) => (typeof name === 'string' ? ` "${name}"` : '');

const fromTo = ({ from, to }: Data) =>
  typeof from === 'string' && typeof to === 'string' ? ` from ${wordsOf(from)} to ${wordsOf(to)}` : '';

const isImport = ({ imported }: Data) => imported !== undefined;

/** ` (name, time zone)`: which properties changed, ids called by what they name. */
function fieldsIn({ fields }: Data): string {
  if (!Array.isArray(fields) || fields.length === 0) return '';
  const words = fields.map((field) => wordsOf(String(field).replace(/Id$/, '').replace(/[A-Z]/g, '_$&')));
  return ` (${words.join(', ')})`;
}

function adminFieldsIn({ fields }: Data): string {
  const names = Array.isArray(fields) ? fields.map((one) => String((one as { field?: unknown } | null)?.field)) : [];
  return names.length === 0 ? '' : ` (${[...new Set(names)].join(', ')})`;
}

const wordsOf = (constant: string) => constant.toLowerCase().replaceAll('_', ' ');
