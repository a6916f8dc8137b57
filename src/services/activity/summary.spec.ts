import { ActivityType } from '../../shared/enums/activity.js';
import { summaryOf } from './summary.js';

const report = { name: 'report.pdf' };
const apollo = { name: 'Apollo' };

const examples: Record<ActivityType, [data: Record<string, unknown>, summary: string][]> = {
  USER_SIGNED_UP: [[{}, 'created an account']],
  USER_SIGNED_IN: [[{}, 'signed in']],
  USER_SIGN_IN_FAILED: [[{}, 'tried to sign in with a wrong password']],
  USER_PROFILE_CHANGED: [[{ fields: ['name', 'timeZone'] }, 'changed their profile (name, time zone)']],
  ADMIN_ACCESSED: [
    [{ fields: [] }, 'looked at the installation as a system administrator'],
    [
      { fields: [{ field: 'users' }, { field: 'activity' }, { field: 'users' }] },
      'looked at the installation as a system administrator (users, activity)',
    ],
  ],
  ORGANIZATION_CREATED: [
    [{ name: 'Acme' }, 'created the organization "Acme"'],
    [{ name: 'Acme', imported: { projects: 3 } }, 'imported the organization "Acme"'],
  ],
  ORGANIZATION_UPDATED: [
    [{ name: 'Acme', fields: ['slug'] }, 'changed the organization "Acme" (slug)'],
    [{ name: 'Acme', imported: { projects: 3 } }, 'imported more into the organization "Acme"'],
  ],
  MEMBER_INVITED: [
    [{ email: 'ada@example.org', role: 'MEMBER' }, 'invited ada@example.org as member'],
    [{ email: 'ada@example.org', role: 'MEMBER', resent: true }, 'sent the invitation of ada@example.org again'],
  ],
  MEMBER_JOINED: [[{ userId: '1', role: 'GUEST' }, 'joined the organization as guest']],
  INVITATION_DECLINED: [[{ email: 'ada@example.org' }, 'declined the invitation of ada@example.org']],
  INVITATION_REVOKED: [[{ email: 'ada@example.org' }, 'took back the invitation of ada@example.org']],
  ORGANIZATION_DELETED: [[{ name: 'Acme' }, 'deleted the organization "Acme"']],
  ORGANIZATION_RESTORED: [[{ name: 'Acme' }, 'restored the organization "Acme"']],
  MEMBER_ROLE_CHANGED: [[{ userId: '1', from: 'MEMBER', to: 'ADMIN' }, 'changed the role of a member from member to admin']],
  MEMBER_REMOVED: [
    [{ userId: '1' }, 'removed a member'],
    [{ userId: '1', left: true }, 'left the organization'],
  ],
  PROJECT_CREATED: [[apollo, 'created the project "Apollo"']],
  PROJECT_UPDATED: [[{ ...apollo, fields: ['status', 'visibility'] }, 'changed the project "Apollo" (status, visibility)']],
  PROJECT_DELETED: [
    [apollo, 'moved the project "Apollo" to the trash'],
    [{ ...apollo, purged: true }, 'deleted the project "Apollo" for good'],
  ],
  PROJECT_RESTORED: [[apollo, 'restored the project "Apollo" from the trash']],
  PROJECT_MEMBER_CHANGED: [
    [{ projectName: 'Apollo', from: null, to: 'EDITOR' }, 'added a person to the project "Apollo" as editor'],
    [
      { projectName: 'Apollo', from: 'VIEWER', to: 'EDITOR' },
      'changed the role of a person from viewer to editor in the project "Apollo"',
    ],
    [{ projectName: 'Apollo', from: 'VIEWER', to: null }, 'removed a person from the project "Apollo"'],
    [{ projectName: 'Apollo', from: 'VIEWER', to: null, left: true }, 'left the project "Apollo"'],
  ],
  FOLDER_CREATED: [[{ name: 'docs' }, 'created the folder "docs"']],
  FOLDER_UPDATED: [[{ name: 'docs', fields: ['parentId'] }, 'changed the folder "docs" (parent)']],
  FOLDER_DELETED: [
    [{ name: 'docs' }, 'moved the folder "docs" to the trash'],
    [{ name: 'docs', purged: true }, 'deleted the folder "docs" for good'],
  ],
  FOLDER_RESTORED: [[{ name: 'docs' }, 'restored the folder "docs" from the trash']],
  FILE_UPLOADED: [[{ ...report, size: 3, mimeType: 'application/pdf' }, 'uploaded the file "report.pdf"']],
  FILE_VERSION_ADDED: [[{ ...report, number: 2 }, 'added version 2 of the file "report.pdf"']],
  FILE_UPDATED: [[{ ...report, fields: ['folderId', 'kind'] }, 'changed the file "report.pdf" (folder, kind)']],
  FILE_DELETED: [
    [report, 'moved the file "report.pdf" to the trash'],
    [{ ...report, purged: true }, 'deleted the file "report.pdf" for good'],
  ],
  FILE_RESTORED: [[report, 'restored the file "report.pdf" from the trash']],
};

describe('the summary of an activity', () => {
  it.each(Object.entries(examples) as [ActivityType, [Record<string, unknown>, string][]][])('tells of %s', (type, cases) => {
    for (const [data, summary] of cases) expect(summaryOf({ type, data })).toBe(summary);
  });

  it.each(Object.values(ActivityType))('leaves out what is not known of %s', (type) => {
    const summary = summaryOf({ type, data: {} });
    expect(summary).toMatch(/^[a-z][a-z ]+[a-z]$/);
    expect(summary).not.toMatch(/undefined|null|object/);
  });

  it('puts a type from a later version into words', () => {
    expect(summaryOf({ type: 'CHANNEL_CREATED' as ActivityType, data: {} })).toBe('channel created');
    expect(summaryOf({ type: 'constructor' as ActivityType, data: {} })).toBe('constructor');
  });

  it('stays on one line whatever the names are', () => {
    expect(summaryOf({ type: 'FILE_UPLOADED', data: { name: 'a\nb\tc' } })).toBe('uploaded the file "a b c"');
  });
});
